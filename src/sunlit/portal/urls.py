"""The addresses of the portal. Keys are letters, digits, dash, dot and underline: each is a safe file name too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path, register_converter

from sunlit.portal.views import (
    check,
    comments,
    downloads,
    emblem,
    feeds,
    find,
    home,
    items,
    laws,
    routes,
    search,
    telling,
    units,
    ways,
    wishes,
)

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver


class Key:
    """A record's key, or one half of a law's."""

    regex = "[A-Za-z0-9][A-Za-z0-9_.-]{0,119}"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(Key, "key")

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggest, name="suggest"),
    path("outside-list/", telling.outside, name="outside"),
    path("outside-list/receipt/", telling.receipt, name="receipt"),
    path("comments/", comments.comments, name="comments"),
    path("comments/<key:key>/", comments.comment, name="comment"),
    path("units/", units.units, name="units"),
    path("units/<key:key>/", units.unit, name="unit"),
    path("routes/", routes.routes, name="routes"),
    path("routes/<key:key>/", routes.route, name="route"),
    path("types/", units.types, name="types"),
    path("types/<key:code>/", units.of_type, name="type"),
    path("powers/<key:key>/", items.item, name="power"),
    path("powers/<key:key>/json/", items.as_json, name="power-json"),
    path("powers/<key:key>/files/", items.files, name="power-files"),
    path("powers/<key:key>/files/item.<slug:form>", items.file, name="power-file"),
    path("powers/<key:key>/samples/<key:name>", items.sample, name="sample"),
    path("powers/<key:key>/edition/<int:version>/", items.edition, name="edition"),
    path("powers/<key:key>/compare/<int:older>/<int:newer>/", items.compare, name="compare"),
    path("check/", check.check, name="check"),
    path("check/<key:key>/", check.of_unit, name="check-unit"),
    path("people/", ways.people, name="people"),
    path("address/", ways.address, name="address"),
    path("address/<key:region>/", ways.address, name="address-of"),
    path("results/", ways.results, name="results"),
    path("results/<key:key>/", ways.result, name="result"),
    path("laws/", laws.laws, name="laws"),
    path("laws/<key:law>/", laws.law_now, name="law-now"),
    path("laws/<key:law>/<key:version>/", laws.law, name="law"),
    path("laws/<key:law>/<key:older>/<key:newer>/", laws.compare, name="law-compare"),
    path("find/", find.find, name="find"),
    path("find/<slug:shelf>/<slug:letter>/<int:number>/", find.find_list, name="find-list"),
    path("downloads/", downloads.downloads, name="downloads"),
    path("downloads/<path:path>", downloads.download, name="download"),
    path("feed.atom", feeds.feed, name="feed"),
    path("units/<key:key>/feed.atom", feeds.unit_feed, name="unit-feed"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", feeds.sitemap_part, name="sitemap-part"),
    path("robots.txt", feeds.robots, name="robots"),
    path("emblem", emblem.emblem, name="emblem"),
    path("display/", wishes.display, name="display"),
    path("language/", wishes.language, name="language"),
]

"""What may be seen of the law library. Everybody signed in may read it; laws are public."""

from __future__ import annotations

from sunlit.law.queries.conferring import LawConferring, conferring
from sunlit.law.queries.library import LawListed, LawsPage, Meant, VersionSeen, count, law, laws, meant_by
from sunlit.law.queries.loadings import LoadingListed, loading, loadings, preview_laws, takes_in
from sunlit.law.queries.picking import Picked, TextPicked, pick, picked
from sunlit.law.queries.searching import LawFound, Mark, ProvisionFound, SearchPage, search
from sunlit.law.queries.shelves import shelf
from sunlit.law.queries.text import (
    ArticleCompared,
    Comparison,
    LawAtVersion,
    PartSeen,
    ProvisionSeen,
    anchor,
    articles_of,
    compare,
    law_text,
    place_of,
)

__all__ = [
    "ArticleCompared", "Comparison", "LawAtVersion", "LawConferring", "LawFound", "LawListed", "LawsPage",
    "LoadingListed", "Mark", "Meant", "PartSeen", "Picked", "ProvisionFound", "ProvisionSeen", "SearchPage",
    "TextPicked", "VersionSeen", "anchor", "articles_of", "compare", "conferring", "count", "law", "law_text", "laws",
    "loading", "loadings", "meant_by", "pick", "picked", "place_of", "preview_laws", "search", "shelf", "takes_in",
]  # fmt: skip

"""Who acted, in words: for those who read what was signed and decided inside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sunlit.kernel import clock
from sunlit.organs import policies
from sunlit.organs.models import Account, Officer, Post
from sunlit.organs.queries.bodies import name_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sunlit.organs.values import Viewer

_OFFICER = re.compile(r"post:([0-9a-f-]{36})/officer:([0-9a-f-]{36})")
_ACCOUNT = re.compile(r"account:([0-9a-f-]{36})")


def called(viewer: Viewer, actors: Iterable[str]) -> Mapping[str, str]:
    """Actors as acts name them → office, post and name of the officer, or the name of the account; 系统 for the rest.

    Four statements, however many there are.
    """
    policies.require_known(viewer)
    names = set(actors)
    officers = {name: found.groups() for name in names if (found := _OFFICER.fullmatch(name))}
    accounts = {name: found[1] for name in names if (found := _ACCOUNT.fullmatch(name))}
    people = dict(Officer.objects.filter(pk__in={o for _, o in officers.values()}).values_list("pk", "name"))
    posts = {p.pk: p for p in Post.objects.filter(pk__in={p for p, _ in officers.values()}).select_related("office")}
    holders = dict(Account.objects.filter(pk__in=accounts.values()).values_list("pk", "display_name"))
    day = clock.today()
    out = dict.fromkeys(names, "系统")
    for name, (post_key, officer_key) in officers.items():
        post = next((p for key, p in posts.items() if str(key) == post_key), None)
        words = [name_on(post.office, day), name_on(post, day)] if post is not None else []
        out[name] = " ".join([*words, *(n for key, n in people.items() if str(key) == officer_key)])
    for name, key in accounts.items():
        out[name] = next((n for found, n in holders.items() if str(found) == key), "系统")
    return out

"""A person is their profile URL, whatever names stand beside it; only where there is none they are their name.

Before mid-2023 the receivers of messages had no URL, and their names, joined by commas, hold commas themselves
("Jane Doe, Ph.D."). The rules are told in samples/linkedin/FORMAT.md.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from urllib.parse import unquote

from importers.reading import natural_key
from importers.records import Mailbox, Participant, Role

DELETED_MEMBER = "LinkedIn Member"

_PROFILE = re.compile(r"^(?:https?://)?(?:[\w-]+\.)?linkedin\.com/in/([^/?#\s]+)", re.IGNORECASE)


def profile_key(url: str) -> str:
    """Return the key of a profile URL, "linkedin.com/in/<slug>": percent-decoded, casefolded; "" if it is none."""
    found = _PROFILE.match(url)
    return f"linkedin.com/in/{unquote(found[1]).casefold()}" if found else ""


@lru_cache(maxsize=1 << 14)
def participant(role: Role, name: str, url: str) -> Participant:
    """Return a person in a role, keyed as among the connections: by profile URL, else by name."""
    return Participant(role, Mailbox(natural_key(profile_key(url), url, name), name, url))


def is_deleted(name: str, url: str | None) -> bool:
    """Tell a deleted member; `url` is None where the file has no column for it."""
    return name == DELETED_MEMBER or url == "" or not (name or url)


def receivers(to: str, urls: str) -> list[Participant]:
    """Return who stands in two cells of names and URLs; several names are told apart only if there are as many URLs."""
    pieces = _pieces(to)
    addresses = [url.strip() for url in urls.split(",") if url.strip()]
    guesses = ([", ".join(pieces)], pieces, _names(pieces, ()))
    names = next((names for names in guesses if len(names) == len(addresses)), [""] * len(addresses))
    return [participant("to", name, url) for name, url in zip(names, addresses, strict=True)]


def named_receivers(to: str, urls: Mapping[str, str]) -> list[Participant]:
    """Return who stands in a cell of names alone; `urls` tells the profile URLs of known names."""
    return [participant("to", name, urls.get(name, "")) for name in _names(_pieces(to), urls)]


def urls_by_name(people: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the profile URL of each (name, URL) by name, "" for a name that two people have."""
    urls: dict[str, str] = {}
    for name, url in people:
        if url and urls.setdefault(name, url) != url and profile_key(urls[name]) != profile_key(url):
            urls[name] = ""
    return urls


def _pieces(to: str) -> list[str]:
    return [piece for piece in to.split(", ") if piece not in ("", DELETED_MEMBER)]


def _names(pieces: Iterable[str], known: Container[str]) -> list[str]:
    """Join names that a comma has split: a piece of one word that is no known name is a title of the name before it."""
    names: list[str] = []
    for piece in pieces:
        if names and " " not in piece and piece not in known:
            names[-1] += f", {piece}"
        else:
            names.append(piece)
    return names

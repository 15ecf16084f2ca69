"""Where the parts of an Instagram download stand, in all eras since 2021.

Its threads lie where Facebook's do, so that something of Instagram's alone must lie beside them; else a folder of
threads is Facebook's. Paths are described in samples/instagram/FORMAT.md.
"""

from __future__ import annotations

import re

from importers.export import HEAD, Export, Member
from importers.facebook.content import is_known
from importers.facebook.download import in_order
from importers.facebook.layout import READ_BY_NOBODY, Part, is_instagrams, moved, part_of, paths
from importers.reading import decode

_PATHS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:account_information|personal_information(?:/personal_information)?)"
        r"/(?P<profile>personal_information)\.(?:json|html)",
        r"(?:connections/)?followers_and_following/"
        r"(?P<list>(?:followers|following)(?:_\d{1,9})?|close_friends)\.(?:json|html)",
        r"(?:connections/)?contacts/(?P<list>synced_contacts)\.(?:json|html)",
        r"(?:your_instagram_activity/)?messages/(?P<section>[^/]+)/(?P<thread>[^/]+)"
        r"/message_(?P<number>\d{1,9})\.(?:json|html)",
    )
)

_FOLDERS = re.compile(
    r"""
    account_information | ads_\w+ | apps_and_websites\w* | autofill_information | avatars\w* | comments | connections
    | contacts | content | device_information | digital_wallets? | events | files | followers_and_following
    | fundraisers | guides | information_about_you | likes | logged_information | login_and_\w+ | loyalty_accounts
    | media | messages | monetization | other_\w+ | past_instagram_insights | personal_information | preferences
    | recent_searches | reports | saved | security_and_login_information | shopping | story_\w+ | subscriptions
    | supervision | threads | your_(?!facebook|activity_across)\w+
    """,
    re.VERBOSE,
)
"""The folders at the root of a download, in all eras."""

PAGE_MARK = "_2pim _a6-h"  # stands for who wrote, where Facebook's pages have other classes

_HEADS = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r'\[\s*\{(?=.{0,400}"string_list_data"\s*:)(?!.{0,900}instagram\.com\\?/(p|reel|tv|stories)\\?/)',
        r'\{\s*"relationships_(followers|following|close_friends)"\s*:\s*\[',
        r'\{\s*"contacts_contact_info"\s*:\s*\[',
        r'\{\s*"profile_user"\s*:\s*\[',
    )
)


def is_known_file(export: Export) -> bool:
    """Tell whether a single file is one that is read: by its keys or marks, a thread in JSON by where it lies too."""
    head = export.members[0].head()
    return _is_list(head) or (is_instagrams(export) and is_known(head)) or _is_page(export.members[0])


def is_download(export: Export) -> bool:
    """Tell whether a folder or ZIP is a download, and nothing else lies in it that somebody could want to read."""
    if not is_instagrams(export):
        return False
    told = paths(export, _part)
    return all(_belongs(path) for path, _ in told) and any(
        _is_recognised(part) for path, member in told if (part := _part(path, member))
    )


def parts(export: Export) -> list[Part]:
    """Return what is to be read, the profile first."""
    if export.is_single_file:
        return [_alone(export.members[0])]
    found = (_part(path, member) or moved(path, member, _is_ours) for path, member in paths(export, _part))
    return in_order(filter(None, found))


def _part(path: str, member: Member) -> Part | None:
    return part_of(path, member, _PATHS)


def _alone(member: Member) -> Part:
    """Return a single file as a part; pages of lists and of the profile are known by their names."""
    folders = ("followers_and_following", "personal_information")
    return next(filter(None, (_part(f"{folder}/{member.name}", member) for folder in folders)), Part(member, {}))


def _is_recognised(part: Part) -> bool:
    """Tell whether a file holds what its path promises, by its first bytes; a list may be empty."""
    head = part.member.head()
    if part.is_page:
        return _text(head).startswith("<")
    return _is_ours(head) or _text(head).startswith("[]")


def _is_ours(head: bytes) -> bool:
    """Tell whether a file has the keys of what is read, inside of a download, where a thread is Instagram's."""
    return _is_list(head) or is_known(head)


def _is_page(member: Member) -> bool:
    """Tell whether a single file is a page of Instagram's: a thread by its marks, a list or profile by its name too."""
    if not member.name.lower().endswith(".html") or not (text := _text(member.head(4 * HEAD))).startswith("<"):
        return False
    mark = "instagram.com/" if "list" in _alone(member).groups else PAGE_MARK
    return mark in text


def _is_list(head: bytes) -> bool:
    text = _text(head)
    return any(pattern.match(text) for pattern in _HEADS)


def _text(head: bytes) -> str:
    return decode(head).lstrip("\ufeff \t\r\n")


def _belongs(path: str) -> bool:
    root, slash, _ = path.partition("/")
    return bool((slash and _FOLDERS.fullmatch(root)) or READ_BY_NOBODY.fullmatch(path))

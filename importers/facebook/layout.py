"""Where the parts of a download stand: Facebook has moved them with every era, and all eras are known here.

A download is claimed only as a whole and from its root, so that nothing foreign beside it gets lost. The end-to-end
encrypted chats come in a ZIP of their own, with one file a thread at its root.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePath

from importers.export import Export, Member
from importers.facebook.content import is_known
from importers.reading import decode

_ACTIVITY = r"(?:(?:your_activity_across_facebook|your_facebook_activity)/)?"
_PATHS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:personal_information/)?(?P<profile>profile_information)/profile_information\.(?:json|html)",
        r"(?:connections/)?(?P<friends>friends|friends_and_followers)/(?:your_)?friends\.(?:json|html)",
        rf"{_ACTIVITY}messages/(?P<section>[^/]+)/(?P<thread>[^/]+)/message_(?P<number>\d{{1,9}})\.(?:json|html)",
        rf"(?:{_ACTIVITY}messages/)?(?P<thread>(?!message_\d)[^/]+_\d+)\.json",
        r"html/(?P<thread>messages|friends|contact_info)\.htm",  # until 2018
        r"messages/(?P<thread>\d+)\.html",
    )
)

_FOLDERS = re.compile(
    r"""
    about_you | accounts_center | activity_messages | ads_\w+ | apps_and_websites\w* | archive | avatars\w* | bug_bounty
    | calls_and_messages | campus | collections | comments\w* | communities | connections | dating | device_location
    | events | facebook_\w+ | feed | files | following_and_followers | friends\w* | fundraisers | groups | html
    | interactions | journalist_registration | likes_and_reactions | live_\w+ | location | logged_information
    | marketplace | media | messages | messenger | music_recommendations | navigation_bar\w* | news | notes
    | notifications | other_(activity|logged_information|personal_information) | pages | payment_history
    | personal_information | photos\w* | polls | posts | preferences | privacy_checkup | profile_information | reels
    | reviews | rooms | saved_items_and_collections | search\w* | security_and_login_information | shops\w*
    | short_videos | spark_ar | stickers_used | stories | survey_responses | trending | videos
    | voice_recording_and_transcription | volunteering | your_(?!instagram)\w+
    """,
    re.VERBOSE,
)
"""The folders at the root of a download, in all eras."""

_READ_BY_NOBODY = re.compile(
    r"(?i).+\.(html?|css|js|jpe?g|png|gif|webp|mp[34]|m4a|aac|ogg|wav|pdf)|no-data\.txt|README\.txt"
)


@dataclass(frozen=True)
class Part:
    """A file of the layout that we read; `groups` are those of its path in `_PATHS`."""

    member: Member
    groups: dict[str, str] = field(repr=False)

    @property
    def section(self) -> str:
        """The section of messages that a thread is in, such as `inbox`, or ""."""
        return self.groups.get("section", "")

    @property
    def thread(self) -> str:
        """The name of a thread's folder, "" for profile and friends."""
        return self.groups.get("thread", "")

    @property
    def number(self) -> int:
        """Which file of its thread it is; the first holds the newest messages."""
        return int(self.groups.get("number", "0"))

    @property
    def what(self) -> tuple[bool, bool, str]:
        """What it tells, the same for JSON and HTML; sorts the profile first, since it tells whose archive it is."""
        return ("profile" not in self.groups, "friends" not in self.groups, self.thread)

    @property
    def is_page(self) -> bool:
        """Whether it is of the HTML download."""
        return self.member.name.endswith((".html", ".htm"))

    @property
    def is_recognised(self) -> bool:
        """Whether it holds what its path promises, by its first bytes."""
        head = self.member.head()
        return decode(head).lstrip("\ufeff \t\r\n").startswith("<") if self.is_page else is_known(head)


def parts(export: Export) -> list[Part]:
    """Return what is read of a folder or ZIP: profile, friends, then threads by name, their files as numbered.

    The folder may also be one that stands at the root of a download, such as `messages`.
    """
    found = [part for path, member in _paths(export) if (part := _part(path, member))]
    return sorted(found, key=lambda part: (part.what, part.section, part.number))


def is_download(export: Export) -> bool:
    """Tell whether a folder or ZIP is a download, and nothing else lies in it that somebody could want to read."""
    if not all(_belongs(path, member) for path, member in _paths(export)):
        return False
    found = parts(export)
    return all(part.is_recognised for part in found if "/" not in part.member.name) and any(
        part.is_recognised for part in found
    )


def is_instagrams(export: Export) -> bool:
    """Tell whether it lies in an Instagram download, whose threads have the same shape."""
    return "your_instagram_activity" in PurePath(export.location).parts


def _paths(export: Export) -> list[tuple[str, Member]]:
    """Return the members with their paths from the root of a download, of which this export may be a folder."""
    here = [(member.name, member) for member in export.members]
    if any(_part(path, member) for path, member in here):
        return here
    return [(f"{export.name}/{path}", member) for path, member in here]


def _part(path: str, member: Member) -> Part | None:
    for pattern in _PATHS:
        if found := pattern.fullmatch(path):
            return Part(member, found.groupdict())
    return None


def _belongs(path: str, member: Member) -> bool:
    root, slash, _ = path.partition("/")
    in_layout = (slash and _FOLDERS.fullmatch(root)) or _part(path, member)
    return bool(in_layout or _READ_BY_NOBODY.fullmatch(path))

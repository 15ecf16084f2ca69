"""Where the parts of a download stand: Facebook has moved them with every era, and all eras are known here.

A download is claimed only as a whole and from its root, so that nothing foreign beside it gets lost. The end-to-end
encrypted chats come in a ZIP of their own, with one file a thread at its root.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
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
        r"(?:connections/)?(?:friends|friends_and_followers)/(?P<list>(?:sent|received|rejected)_friend_requests"
        r"|friend_requests_(?:sent|received)|removed_friends)\.(?:json|html)",
        r"(?:personal_information/)?(?:about_you|other_personal_information)/(?P<list>your_address_books)\.(?:json|html)",
        rf"{_ACTIVITY}messages/(?:(?P<section>[^/]+)/)?(?P<thread>[^/]+)/message(?:_(?P<number>\d{{1,9}}))?"
        r"\.(?:json|html)",
        rf"(?:{_ACTIVITY}messages/)?(?P<thread>(?!message_\d)[^/]+_\d+)\.json",
        r"html/(?:messages|(?P<friends>friends)|(?P<profile>contact_info))\.htm",  # until 2018
        r"messages/\d+\.html",
    )
)
_READ = re.compile(
    r"\.(?:json|html?)$"
)  # of all files that are not, and of some downloads there are many, it is told at once
_OF_A_THREAD = re.compile('"(participants|threadName|senderName|sender_name|thread_path)"')
_PAGES_ALONE = re.compile(
    r"(?:your_)?(?P<friends>friends)\.html?|(?P<profile>profile_information|contact_info)\.html?"
    r"|message(?:_(?P<number>\d{1,9}))?\.html"
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

_INSTAGRAMS = re.compile(
    r"(connections/)?(followers_and_following/|contacts/synced_contacts)|account_information/"
    r"|personal_information/personal_information[./]"
    r"|your_instagram_activity/|apps_and_websites_off_of_instagram/|past_instagram_insights/"
)
"""What lies at the root of an Instagram download alone."""

READ_BY_NOBODY = re.compile(
    r"(?i).+\.(html?|css|js|jpe?g|png|gif|webp|heic|mp[34]|m4a|aac|ogg|wav|srt|pdf)|no-data\.txt|README\.txt"
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
        return int(self.groups.get("number", 0))

    @property
    def what(self) -> tuple[bool, bool, bool, str]:
        """What it tells, the same for JSON and HTML; sorts the profile first, since it tells whose archive it is."""
        groups = self.groups
        return ("profile" not in groups, "friends" not in groups, "list" not in groups, groups.get("list", self.thread))

    @property
    def is_page(self) -> bool:
        """Whether it is of the HTML download."""
        return self.member.name.lower().endswith((".html", ".htm"))

    @property
    def is_recognised(self) -> bool:
        """Whether it holds what its path promises, by its first bytes."""
        head = self.member.head()
        return decode(head).lstrip("\ufeff \t\r\n").startswith("<") if self.is_page else is_known(head)

    @property
    def is_foreign(self) -> bool:
        """Whether it is no broken file of ours but another's, by its first bytes."""
        head = decode(self.member.head()).lstrip("\ufeff \t\r\n")
        return not self.is_recognised and head.startswith(("{", "[")) and not _OF_A_THREAD.search(head)


def parts(export: Export) -> list[Part]:
    """Return what is read of a folder or ZIP, which may also stand at the root of a download, such as `messages`."""
    found = (_part(path, member) or moved(path, member, is_known) for path, member in paths(export, _part))
    return [part for part in found if part]


def moved(path: str, member: Member, is_ours: Callable[[bytes], bool]) -> Part | None:
    """Return a file of no known place or name as a part if its head `is_ours`, since Facebook moves its files.

    One that cannot be opened may be such a file, and has to be told.
    """
    if READ_BY_NOBODY.fullmatch(path) or not member.size:
        return None
    head = member.head()
    return Part(member, {"list": path}) if not head or is_ours(head) else None


def alone(member: Member) -> Part:
    """Return a single file as a part; pages of friends and of the profile are known by their names."""
    found = _PAGES_ALONE.fullmatch(member.name)
    return Part(member, {name: value for name, value in (found.groupdict() if found else {}).items() if value})


def is_download(export: Export) -> bool:
    """Tell whether a folder or ZIP is a download, and nothing else lies in it that somebody could want to read."""
    found = []
    for path, member in paths(export, _part):
        if part := _part(path, member):
            found.append(part)
        elif not _belongs(path):
            return False
    at_root = [part for part in found if "/" not in part.member.name]
    return any(part.is_recognised for part in found) and not any(part.is_foreign for part in at_root)


def is_instagrams(export: Export) -> bool:
    """Tell whether it is or lies in an Instagram download, whose threads have the same shape, by paths alone."""
    name = export.name
    return "your_instagram_activity" in PurePath(export.location).parts or any(
        _INSTAGRAMS.match(path) for member in export.members for path in (member.name, f"{name}/{member.name}")
    )


def paths(export: Export, part_at: Callable[[str, Member], Part | None]) -> list[tuple[str, Member]]:
    """Return the members with their paths from the root of a download, of which this export may be a folder."""
    here = [(member.name, member) for member in export.members]
    if any(part_at(path, member) for path, member in here):
        return here
    name = export.name
    return [(f"{name}/{path}", member) for path, member in here]


def _part(path: str, member: Member) -> Part | None:
    return part_of(path, member, _PATHS)


def part_of(path: str, member: Member, patterns: Iterable[re.Pattern[str]]) -> Part | None:
    """Return a file as a part where one of `patterns` fits its path; their groups are those of a part."""
    if not _READ.search(path):
        return None
    found = next(filter(None, (pattern.fullmatch(path) for pattern in patterns)), None)
    return Part(member, {name: value for name, value in found.groupdict().items() if value}) if found else None


def _belongs(path: str) -> bool:
    root, slash, _ = path.partition("/")
    return bool((slash and _FOLDERS.fullmatch(root)) or READ_BY_NOBODY.fullmatch(path))

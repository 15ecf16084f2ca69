"""Facebook "Download your information" as JSON: friends, messages and the owner's profile.

Its messages name people and nothing else, so that a participant's key is the name, joined with the thread's folder
where the owner talks to one person alone. Fields and quirks: samples/facebook/FORMAT.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from importers.export import Export, Member
from importers.facebook import contacts, layout
from importers.facebook.content import Entry, is_known, load
from importers.facebook.threads import Thread
from importers.reading import unbroken
from importers.records import Contact, Origin, Problem, Record

__all__ = ["FacebookImporter"]

HTML = "this is the HTML download; at facebook.com choose JSON under Download your information"


class FacebookImporter:
    """Reads the JSON download of all eras, the ZIP of end-to-end encrypted chats, and any one of their files.

    Keys: a friend is `name, timestamp`; the owner `me|name`; a message `thread folder|milliseconds|sender`, #2 for the
    next of one moment. A participant is `name, thread folder` for the owner's partner in a thread of two and `name, ""`
    else, joined by U+001F.
    """

    name = "facebook"
    title = "Facebook download (JSON)"
    where = (
        "facebook.com: Settings, Accounts Center, Your information and permissions, Download your information; "
        "choose JSON and all time"
    )

    def identify(self, export: Export) -> bool:
        """Tell by the keys in the head of a file, else by the layout of a folder or ZIP."""
        if layout.is_instagrams(export):
            return False
        if export.is_single_file:
            return is_known(export.members[0].head())
        return layout.is_download(export)

    def extract(self, export: Export) -> Iterator[Record]:
        """Yield the owner, friends, then messages, thread by thread, each file in its order (newest first)."""
        owner = ""
        for _, group in groupby(_parts(export), key=lambda part: part.what):
            seen: Counter[str] = Counter()
            for part in group:
                thread = Thread(part.thread, part.section, owner, seen)
                for record in unbroken(part.member, _records(part, thread)):
                    yield record
                    if isinstance(record, Contact) and record.is_me:
                        owner = record.formatted_name


def _parts(export: Export) -> list[layout.Part]:
    """Return what is to be read: where JSON and HTML tell the same, the JSON alone."""
    if export.is_single_file:
        return [layout.Part(export.members[0], {})]
    found = layout.parts(export)
    told = {part.what for part in found if not part.is_page}
    return [part for part in found if not part.is_page or part.what not in told]


def _records(part: layout.Part, thread: Thread) -> Iterator[Record]:
    if part.is_page:
        yield Problem(Origin(part.member.name), HTML)
        return
    data = load(part.member)
    if isinstance(data, Problem):
        yield data
    else:
        yield from _told(part.member, data, thread)


def _told(member: Member, data: Entry, thread: Thread) -> Iterator[Record]:
    """Yield the records of a file by the keys that it has."""
    if "messages" in data:
        return thread.told_by(member, data).read(member, data)
    for names, read in ((("friends_v2", "friends"), contacts.friends), (("profile_v2", "profile"), contacts.profile)):
        for name in names:
            if name in data:
                return read(member, data[name])
    return iter([Problem(Origin(member.name), "it holds no friends, messages or profile")])

"""What became of a draft follows from the messages after it: that it was sent, answered, or came back.

The surprising fact: few mail programs keep the Message-ID of a draft that they are given, so the first message of mine
to the person stands for the letter as well, whatever the channel. A letter is told of once: what follows a later draft
to the same person is that one's.

- Sent: the mail that bears the draft's Message-ID, else my first message to the person within half a year after it was
  made. What I write after that is about something else, since a draft that waits for a month is no more in the way of a
  new one (`reconnect.report.rests`); the days of contact tell it all the same.
- Answered: their first message to me after it was sent; whenever it comes, the silence is over. Where what I sent is
  not imported, an answer that names the draft's Message-ID is enough.
- Bounced: a report that names the message; or, where it names none, that the person could not be reached, within a week
  after it was sent: a server gives up after four or five days (RFC 5321, section 4.5.4.1). What they write later is no
  answer to it, unless I wrote once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

DAY = 86_400
LONGEST_WAIT = 180 * DAY
GIVEN_UP = 7 * DAY

_OWN = re.compile(r"draft-(\d+)-[0-9a-f]{16}@reconnect\.invalid")

FoundKind: TypeAlias = Literal["sent", "answered", "bounced"]


class Message(NamedTuple):
    """A message between me and a person: its id, its time in seconds since 1970, its key, and the key it answers."""

    id: int
    at: int
    key: str
    answers: str
    is_mine: bool


class Bounce(NamedTuple):
    """A report that a message failed: its id, its time, the key of the message or "", and the people not reached."""

    id: int
    at: int
    message: str
    people: frozenset[int]


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft to a person, made at a time in seconds since 1970.

    `own` are the mails of mine that bear its Message-ID, whomever they went to, in order of time. `said` is the time
    from which on I said that it was sent, else None.
    """

    id: int
    person: int
    made: int
    own: tuple[Message, ...] = ()
    said: int | None = None


class Found(NamedTuple):
    """What became of a draft by the message with an id, and when."""

    draft: int
    outcome: FoundKind
    at: int
    message: int


def draft_in(key: str) -> int | None:
    """Return the number of the draft whose Message-ID a key is (`reconnect.drafts.eml.message_id`), else None."""
    own = _OWN.fullmatch(key)
    return int(own[1]) if own else None


def found(drafts: Sequence[Kept], messages: Sequence[Message], bounces: Sequence[Bounce]) -> Iterator[Found]:
    """Yield what became of all drafts to one person.

    Drafts in the order in which they were made; messages with the person, and all reports, in order of time.
    """
    ends = [*(later.made for _, later in pairwise(drafts)), None]
    sendings = [_sending(draft, messages, end) for draft, end in zip(drafts, ends, strict=True)]
    since = [_since(draft, sent) for draft, sent in zip(drafts, sendings, strict=True)]
    for place, (draft, sent) in enumerate(zip(drafts, sendings, strict=True)):
        later = min((each for each in since[place + 1 :] if each is not None), default=None)
        theirs = [each for each in messages if not each.is_mine and (later is None or each.at < later)]
        yield from _became(draft, sent, theirs, messages, bounces)


def _sending(draft: Kept, messages: Sequence[Message], end: int | None) -> Message | None:
    """Return the message that stands for a draft; at or after `end`, or with another's Message-ID, it is another's."""
    if draft.own:
        return draft.own[0]
    until = min(draft.made + LONGEST_WAIT, end or draft.made + LONGEST_WAIT)
    mine = (each for each in messages if each.is_mine and draft_in(each.key) is None)
    return next((each for each in mine if draft.made <= each.at < until), None)


def _since(draft: Kept, sent: Message | None) -> int | None:
    """Return since when a letter can be answered: who says that it was sent need not have imported what they sent."""
    if sent is None or draft.said is None or draft.own:
        return sent.at if sent else draft.said
    return min(sent.at, draft.said)


def _became(
    draft: Kept, sent: Message | None, theirs: Sequence[Message], messages: Sequence[Message], bounces: Sequence[Bounce]
) -> Iterator[Found]:
    if sent:
        yield Found(draft.id, "sent", sent.at, sent.id)
    since = _since(draft, sent)
    answer = _answer(draft, theirs, since)
    bounce = next((each for each in bounces if _is_of(each, draft, sent, since)), None)
    if bounce and not (answer and answer.at < bounce.at):
        yield Found(draft.id, "bounced", bounce.at, bounce.id)
        again = next((each.at for each in messages if each.is_mine and each.at > bounce.at), None)
        answer = None if again is None else _answer(draft, theirs, again)
    if answer:
        yield Found(draft.id, "answered", answer.at, answer.id)


def _answer(draft: Kept, theirs: Sequence[Message], since: int | None) -> Message | None:
    """Return the first message of theirs after a time, or, where that is None, the first that names the draft."""
    if since is None:
        return next((each for each in theirs if draft_in(each.answers) == draft.id and each.at >= draft.made), None)
    return next((each for each in theirs if each.at > since), None)


def _is_of(bounce: Bounce, draft: Kept, sent: Message | None, since: int | None) -> bool:
    """Tell whether a report is of the letter that a draft became."""
    if bounce.at < (draft.made if since is None else since):
        return False
    is_theirs = draft.person in bounce.people
    if bounce.message:
        names = sent is not None and bounce.message == sent.key and is_theirs
        return names or draft_in(bounce.message) == draft.id
    return is_theirs and since is not None and bounce.at < since + GIVEN_UP

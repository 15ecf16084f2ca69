"""review: the pairs that may be one person, walked through on a terminal, and listed everywhere else.

However it is left, by a key, Ctrl-C, a closed terminal or an error, no answer is lost: each is on the disk before the
next question is asked, and who is who is worked out once, at the end. Two hang-ups are usual when a terminal is closed,
one from the system and one from the shell, so that only the first is heard.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

import click

from reconnect.cli.output import (
    archive_of,
    console,
    format_option,
    in_lines,
    now,
    print_columns,
    print_json,
    print_paragraph,
    say,
    tell,
)
from reconnect.errors import DatabaseBusy
from reconnect.plural import counted
from reconnect.visible import visible

if TYPE_CHECKING:
    from reconnect.archive import Archive, Row, Rows, StoredContact
    from reconnect.archive.answering import Outcome, Review, Span
    from reconnect.archive.reviewing import Question, What

LINES_A_SIDE = 3
INTERRUPTED = 130
LINES_A_CONTACT = 3
BESIDE = 20
"""More than stands to the left of what a contact tells, and is lost where a line breaks between words."""

FITS_TWICE = 1_000
"""From here on the opening, if it told the number twice, would be wider than 80 columns."""

QUESTION = {"y": "same", "n": "different", "s": "skip", "u": "undo", "q": "leave it"}
STEPS: Mapping[str, What] = {"a": "safe", "y": "same", "n": "not", "s": "skip"}
NOTHING_LEFT = {"u": "undo", "q": "leave it"}


@click.command()
@format_option("terminal", "json")
@click.pass_context
def review(ctx: click.Context, format: str) -> None:
    """Walk through the pairs that may be one person, or two.

    Every answer is kept at once, and asked no more. Where the output is no terminal, the pairs are listed.
    """
    archive = archive_of(ctx)
    if format == "json":
        print_json([question_as_json(row) for row in archive.questions()])
    elif sys.stdin.isatty() and sys.stdout.isatty():
        ctx.exit(_sit(archive))
    else:
        _list(archive.questions())


def question_as_json(row: Row) -> dict[str, Any]:
    """Return a question as outside programs rely on it."""
    return {
        "screen": row["screen"],
        "score": row["score"],
        "reason": row["reason"],
        "people": [row["a_person_id"], row["b_person_id"]],
        "names": [row["a_name"], row["b_name"]],
    }


def _list(rows: Rows) -> None:
    for row in rows:
        say(f"{row['a_name']} ({row['a_person_id']})  and  {row['b_name']} ({row['b_person_id']})")
        say(f"    {row['reason']}")
    if rows:
        first = rows[0]
        say(f"{counted(len(rows), 'pair')}. The same?  reconnect join {first['a_person_id']} {first['b_person_id']}")
    else:
        say("Nothing to look at: nobody here might be somebody else.")


def _sit(archive: Archive) -> int:
    """Hold a sitting, and return the exit code."""
    try:
        with archive.review() as held:
            if not held.sitting.questions:
                say("Nothing to look at: nobody here might be somebody else.")
                return 0
            _ask_until_left(held)
            if held.is_behind:
                tell("Working out who is who ...")
        for line in _outcome_in_words(held.outcome()):
            say(line)
    except DatabaseBusy as error:
        raise DatabaseBusy(f"{error}; your answers are kept, and the next import works out who is who") from None
    except KeyboardInterrupt:
        tell("stopped: your answers are kept; the next review or import works out who is who")
        return INTERRUPTED
    return 0


def _ask_until_left(held: Review) -> None:
    """Ask until the person leaves, in whichever way."""
    for number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, _hear_once)
    try:
        _ask(held)
    except (EOFError, KeyboardInterrupt):
        say()
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # working out goes on when the terminal is closed


def _hear_once(number: int, _: object) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)
    raise EOFError


def _ask(held: Review) -> None:
    sitting, is_opening = held.sitting, True
    while True:
        left = sitting.left()
        safe = sitting.safe() if is_opening else ()
        if safe:
            key = _opening(len(safe), len(left))
        elif left and (changed := held.changed(left[:1])):
            _say_changed([*changed, *held.changed(left[1:])], "they are not asked about")
            continue
        elif left:
            _show(held, left[0], len(sitting.questions) - len(left) + 1)
            key = _key(QUESTION)
        else:
            say("Nothing is left to ask.")
            key = _key(NOTHING_LEFT)
        if key == "q":
            return
        try:
            is_opening = _take(held, key, safe, left)
        except DatabaseBusy as error:
            tell(f"{error}; then press the key again")


def _opening(safe: int, left: int) -> str:
    look = "looks" if safe == 1 else "look"
    accept = "accept it" if safe == 1 else f"accept all {safe:,}" if safe < FITS_TWICE else "accept all"
    return _key({"a": accept, "l": "look at each", "q": "leave it"}, f"{safe:,} of {left:,} {look} safe.")


def _take(held: Review, key: str, safe: Sequence[Question], left: Sequence[Question]) -> bool:
    """Do what a key says, and return whether that leads back to the opening."""
    if key == "u":
        return _undo(held)
    changed = held.take(STEPS[key], safe or left[:1], now()) if key in STEPS else ()
    if key == "a":
        say(f"{counted(len(safe) - len(changed), 'pair')} accepted.")
    if changed:
        _say_changed(changed, "the answer about them is not kept")
    return False


def _say_changed(changed: Sequence[Question], so: str) -> None:
    """Tell which questions stand no more, by their names where it is one."""
    first = changed[0]
    who = f"{first.a_name} and {first.b_name}" if len(changed) == 1 else counted(len(changed), "pair")
    print_paragraph(_cut(f"{who} were changed elsewhere meanwhile; {so}."))


def _undo(held: Review) -> bool:
    step = held.undo()
    if step is None:
        say("Nothing to take back.")
    elif step.what == "safe":
        say(f"{counted(len(step.questions), 'pair')} taken back.")
    return step is None or step.what == "safe"


def _key(choices: Mapping[str, str], before: str = "") -> str:
    """Return the letter of one of the choices, once one is given."""
    offers = [f"[{letter}] {what}" for letter, what in choices.items()]
    offers[-1] += "  >"
    asked = "\n".join(
        f"  {line}" for line in in_lines([before, *offers] if before else offers, "  ", console().width - 3)
    )
    while True:
        click.echo(f"{asked[2:] if before else asked} ", nl=False)
        typed = _typed()
        if _knows_single_keys():
            say(typed if typed in choices else "")
        if typed in choices:
            return typed
        say(f"  Type one letter: {', '.join(choices)}.")


def _knows_single_keys() -> bool:
    return os.environ.get("TERM") != "dumb"


def _typed() -> str:
    """Return a key as it is pressed, or a line where the terminal knows no single keys. Errors: EOFError at the end."""
    typed = click.getchar() if _knows_single_keys() else sys.stdin.readline()
    if not typed:
        raise EOFError
    return typed.strip().lower()


def _show(held: Review, question: Question, number: int) -> None:
    """Show a question, and what either side is known by."""
    say()
    print_paragraph(_cut(f"{number:,}/{len(held.sitting.questions):,}  {question.a_name}  and  {question.b_name}"))
    a = _side(held, question.a, question.a_name, question.reason)
    b = _side(held, question.b, question.b_name, question.reason)
    print_columns(
        [["" if row else side, *cells] for side, rows in (("a", a), ("b", b)) for row, cells in enumerate(rows)]
    )
    print_paragraph(question.reason, indent=2)


def _side(held: Review, person: int, name: str, reason: str) -> list[tuple[str, str]]:
    """Return the contacts of a person by importer, first those that the question is about."""
    contacts = sorted(held.evidence(person), key=lambda each: not any(text in reason for text in _points(each[0])))
    shown = contacts if len(contacts) <= LINES_A_SIDE else contacts[: LINES_A_SIDE - 1]
    lines = [(contact.importer, _cut(_told(contact, span, name, reason))) for contact, span in shown]
    more = len(contacts) - len(shown)
    return [*lines, (f"and {more} more", f"reconnect show {person}")] if more else lines


def _points(stored: StoredContact) -> list[str]:
    return [*stored.contact.emails, *stored.contact.phones]


def _told(stored: StoredContact, span: Span | None, name: str, reason: str) -> str:
    """Return what a contact tells beside the name that stands above; first what the question is about."""
    contact = stored.contact
    own = contact.formatted_name or f"{contact.given_name} {contact.family_name}".strip()
    points = sorted(_points(stored), key=lambda text: text not in reason)
    messages = _messages(stored.importer, span) if span else ""
    told = [own if own != name else "", *points[:1], messages, *points[1:], contact.title, contact.organization]
    return ", ".join(dict.fromkeys(filter(None, told))) or own


def _messages(importer: str, span: Span) -> str:
    years = "-".join(dict.fromkeys(filter(None, (span.first, span.last))))
    noun = "mail" if importer == "mail" else "message"
    return ", ".join(filter(None, (counted(span.messages, noun), years)))


def _cut(text: str) -> str:
    """Return a text that fills no more lines of the terminal than a contact may."""
    from rich.cells import cell_len, set_cell_size

    shown, most = visible(text), LINES_A_CONTACT * max(console().width - BESIDE, BESIDE)
    return shown if cell_len(shown) <= most else f"{set_cell_size(shown, most - 3).rstrip()}..."


def _outcome_in_words(outcome: Outcome) -> list[str]:
    if not outcome.answered:
        return [f"Nothing was answered. {_left(outcome)}"]
    implied = outcome.same + outcome.different - outcome.answered
    more = f", and {counted(implied, 'more follows', 'more follow')} from that" if implied else ""
    are = "is" if outcome.same == 1 else "are"
    return [
        f"{counted(outcome.answered, 'pair')} answered{more}.",
        f"{counted(outcome.same, 'pair')} {are} one person now, {outcome.different:,} "
        f"{'is' if outcome.different == 1 else 'are'} not; {counted(outcome.people, 'person', 'people')}.",
        _left(outcome),
    ]


def _left(outcome: Outcome) -> str:
    are = "is" if outcome.left == 1 else "are"
    return f"{counted(outcome.left, 'pair')} {are} left: reconnect review" if outcome.left else "No pair is left."

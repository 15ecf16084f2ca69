"""The report on a terminal, as wide as it is but never wider than can be read; piped, it is plain text.

Names and subjects come from strangers: all are shown through `visible` and as rich Text, never as markup.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from reconnect.report.facts import Report, Row
from reconnect.report.summary import TITLE, closing, position, scope
from reconnect.report.words import shortened
from reconnect.visible import visible

WIDEST = 100
NARROWEST = 40
LONGEST_NAME = 100
INDENT = 5
SPACE = 2


def render(report: Report, console: Console) -> None:
    """Print the report to a console, at its width."""
    width = max(NARROWEST, min(console.width, WIDEST))
    for line in _lines(report, console, width):
        line.rstrip()
        console.print(line, soft_wrap=True)


def _lines(report: Report, console: Console, width: int) -> Iterator[Text]:
    day = Text(scope(report), "dim")
    yield from _beside(Text(TITLE, "bold"), day, width - day.cell_len, width)
    for warning in report.warnings:
        yield from Text(warning).wrap(console, width)
    for number, row in enumerate(report.rows, 1):
        yield Text()
        yield from _row(number, row, console, width)
    for question in report.questions:
        yield from (Text(" " * INDENT) + line for line in Text(question).wrap(console, width - INDENT))
    yield Text()
    if ending := closing(report):
        yield from Text(ending).wrap(console, width)
    for line in _next(report):
        yield from Text(line).wrap(console, width)
    for sentence in report.limits:
        yield from Text(sentence, "dim").wrap(console, width)


def _next(report: Report) -> Iterator[str]:
    if report.questions:
        yield f"Note what you find out:  reconnect note {report.rows[0].person} --met TEXT --interest TEXT"
        yield f"Write to them:  reconnect draft {report.rows[0].person}"
    elif report.rows:
        first, last = report.rows[0].person, report.rows[-1].person
        yield f"Write to them:  reconnect draft      Why:  reconnect forgotten --explain {first}"
        yield f"Not now:  reconnect mark {last} later      Never:  reconnect mark {last} never"


def _row(number: int, row: Row, console: Console, width: int) -> Iterator[Text]:
    """Yield the name and what they do now, then each reason as a paragraph of its own, all indented."""
    inner = width - INDENT
    name = Text(_foreign(row.name), "bold") + Text(f"  {row.person}", "dim")
    now = Text(position(_foreign(row.title), _foreign(row.organization)), "dim")
    paragraphs = [*_beside(name, now, width // 2 - INDENT, inner), *(Text(visible(reason)) for reason in row.reasons)]
    lines = (line for paragraph in paragraphs for line in paragraph.wrap(console, inner))
    margin = f"{number:>{INDENT - SPACE}}{' ' * SPACE}"
    for line in lines:
        yield Text(margin) + line
        margin = " " * INDENT


def _beside(left: Text, right: Text, column: int, width: int) -> Iterator[Text]:
    """Yield two texts on one line, the right one from `column` on, or below each other where they do not fit."""
    if left.cell_len + SPACE <= column and column + right.cell_len <= width:
        yield left + Text(" " * (column - left.cell_len)) + right
    else:
        yield from (left, right)


def _foreign(text: str) -> str:
    return shortened(visible(text), LONGEST_NAME)

"""The report as Markdown: a heading a person, a paragraph a reason."""

from __future__ import annotations

from reconnect.markdown import escaped
from reconnect.report.facts import Report, Row
from reconnect.report.summary import TITLE, closing, position, scope


def write(report: Report) -> str:
    """Return the report as a Markdown document."""
    blocks = [f"# {TITLE}", f"{scope(report)}.", *report.warnings]
    for number, row in enumerate(report.rows, 1):
        blocks += _row(number, row)
    blocks += [f"- {question}" for question in report.questions]
    blocks += ["---", *filter(None, [closing(report)]), *report.limits]
    return "\n\n".join(blocks) + "\n"


def _row(number: int, row: Row) -> list[str]:
    now = position(escaped(row.title), escaped(row.organization))
    return [f"## {number}. {escaped(row.name)}", f"{now[:1].upper()}{now[1:]}", *map(escaped, row.reasons)]

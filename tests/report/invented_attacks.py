"""What strangers may call themselves to act on a page of HTML, and a report in which they chose every text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from invented_report import HOSTILE, invented_report

from reconnect.report import Report

ATTACKS = (
    "<script>owned=1</script>",
    "<img src=x onerror='owned=1'>",
    '"><svg onload="owned=1">',
    "' onmouseover='owned=1' autofocus onfocus='owned=1' x='",
    "</title></style></desc><iframe srcdoc='<script>parent.owned=1</script>'></iframe>",
    "<link rel=stylesheet href=https://evil.example/a.css><base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "{{ 7 * 7 }}{% include 'report.css' %}",
    "https://evil.example/ javascript:owned=1",
    "--><!-- ]]> <![CDATA[ <",
    "ליאורה בן־דוד",
    "فاطمة الزهراء",
    "Zoë 👩‍🚀🏳️‍🌈 Lindqvist",
    "WWWWWWWWWW" * 50,
    "東京都港区" * 60,
    "e\u0301\u0302\u0303\u0304\u0305" * 20,
)


def hostile_report(names: Sequence[str] = (*ATTACKS, *HOSTILE)) -> Report:
    """Return a report with a row of a tie for each name, which is also every other text in it."""
    report = invented_report()
    rows = tuple(
        replace(row, person=person, name=name, title=name, organization=name, reasons=(name, f'Last: "{name}", 12.'))
        for person, name in enumerate(names, 1)
        for row in report.rows[:1]
    )
    return replace(report, rows=rows, stale=names[0], one_sided=names[-1], limits=tuple(names), questions=tuple(names))

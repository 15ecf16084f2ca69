"""Every format tells the same report, and nothing that a stranger wrote acts in any of them."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_report import AS_OF, HOSTILE, LINKEDIN, MAIL, Tie, invented_report, people_of, select, stranger, ties_of
from rich.cells import cell_len
from rich.console import Console

from reconnect.markdown import escaped
from reconnect.report import Listing, PersonFacts, Report, Row, Shared, csv_file, json_file, markdown
from reconnect.report.facts import Published, Sides
from reconnect.report.summary import closing
from reconnect.report.terminal import render
from reconnect.spreadsheet import FORMULA

Golden = Callable[[str, str], None]

REPORT = invented_report()
NOBODY = replace(REPORT, rows=(), found=0, people=1930, real_ties=62, limits=())


def on_terminal(report: Report, width: int = 80) -> str:
    text = io.StringIO()
    render(report, Console(file=text, width=width))
    return text.getvalue()


def hostile_report(foreign: str) -> Report:
    """Return a report in which a stranger chose every text of three people."""
    people = people_of(
        PersonFacts(person=1, name=foreign, title=foreign, organization=foreign, last_subject=foreign),
        PersonFacts(person=2, name=foreign, title=foreign, unanswered_subject=foreign),
        replace(stranger(3, None, (Shared("organization", foreign), Shared("message", foreign))), name=foreign),
        PersonFacts(person=4, name=foreign, published=(Published(foreign, foreign, foreign, AS_OF),)),
    )
    rows = [Tie(person=1), Tie(person=2, real=False, waits=100)]
    return select(ties_of(rows), people, (MAIL, LINKEDIN), AS_OF, 0)


WRITERS: dict[str, Callable[[Report], str]] = {
    "terminal": on_terminal,
    "markdown": markdown.write,
    "csv": csv_file.write,
    "json": json_file.write,
}


def test_the_terminal_shows_the_report(golden: Golden) -> None:
    golden("report/terminal.txt", on_terminal(REPORT))


def test_markdown_tells_the_report(golden: Golden) -> None:
    golden("report/report.md", markdown.write(REPORT))


@pytest.mark.parametrize("width", [10, 60, 80, 120])
@pytest.mark.parametrize("report", [REPORT, NOBODY, *map(hostile_report, HOSTILE)])
def test_no_line_is_wider_than_the_terminal(report: Report, width: int) -> None:
    lines = on_terminal(report, width).split("\n")
    assert max(map(cell_len, lines)) <= min(max(width, 40), 100)
    assert not [line for line in lines if line != line.rstrip(" ")]


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("foreign", HOSTILE)
def test_foreign_text_is_inert(form: str, foreign: str) -> None:
    text = WRITERS[form](hostile_report(foreign))
    text.encode("utf-8")
    assert not [c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"} and c != "\n"]


def test_markup_in_a_name_is_shown_as_it_is() -> None:
    assert "  1  [bold red]Markup[/bold red]" in on_terminal(hostile_report("[bold red]Markup[/bold red]"))


def test_with_colours_the_words_are_the_same() -> None:
    text = io.StringIO()
    console = Console(file=text, width=80, force_terminal=True, color_system="standard", no_color=False)
    with console.capture() as capture:
        render(REPORT, console)
    assert "\x1b[1m" in capture.get()
    plain = Console(file=io.StringIO(), width=80)
    assert "\x1b" not in on_terminal(REPORT)
    assert plain.is_terminal is False


def test_mail_without_mine_is_told_once_above_the_rows(golden: Golden) -> None:
    people = people_of(PersonFacts(person=1, name="Teo Marchetti"), stranger(30, date(2017, 5, 12)))
    report = select(ties_of([Tie(person=1, real=False)]), people, (MAIL, LINKEDIN), AS_OF, mail=Sides(1204, 3))
    golden("report/one-sided.txt", on_terminal(report))
    assert markdown.write(report).split("\n\n")[2] == report.one_sided
    assert json.loads(json_file.write(report))["one_sided"] == report.one_sided
    assert (json.loads(json_file.write(REPORT))["one_sided"], REPORT.warnings) == (None, ())


def test_stale_data_are_told_above_the_rows() -> None:
    text = on_terminal(replace(REPORT, stale="Your data end on 1 May 2026."))
    assert text.split("\n")[1:3] == ["Your data end on 1 May 2026.", ""]
    assert markdown.write(replace(REPORT, stale="Your data end.")).split("\n\n")[2] == "Your data end."


@pytest.mark.parametrize(
    ("real_ties", "sentence"),
    [
        (62, "Nobody this week. 1,930 people, and none of the 62 real ties has gone unusually quiet."),
        (1, "Nobody this week. 1,930 people, and not even the one real tie has gone unusually quiet."),
        (0, "Nobody this week. 1,930 people, and nothing imported shows a tie that could have gone quiet."),
    ],
)
def test_nobody_is_good_news(real_ties: int, sentence: str) -> None:
    report = replace(NOBODY, real_ties=real_ties)
    assert on_terminal(report, 100).split("\n")[2:] == [sentence, ""]
    assert markdown.write(report).split("\n\n")[-1] == f"{sentence}\n"


def test_with_nothing_imported_only_the_next_downloads_are_shown() -> None:
    report = select(ties_of([]), {}, (), AS_OF)
    title, empty, first, *_ = on_terminal(report).split("\n")
    assert title.split() == ["Who", "have", "I", "forgotten?", "22", "November", "2026"]
    assert (empty, first) == ("", "Nothing is imported yet. Any of these is a beginning:")


def test_the_pace_follows_the_capacity_and_what_was_written() -> None:
    told = [closing(replace(REPORT, capacity=capacity)) for capacity in (1, 3, 9)]
    assert told == ["4 of 5. One of them a week is plenty.", "4 of 5. Three of them a week are plenty.", "4 of 5."]
    written = replace(REPORT, capacity=2, drafted=2)
    assert closing(written) == "4 of 5. You have drafted 2 letters this week, and that is plenty."


def test_who_is_new_since_a_report_is_said_with_its_day() -> None:
    new = replace(REPORT, before=date(2026, 11, 15))
    assert closing(new).startswith("4 of 5 who are new since the report of 15 November 2026.")
    nobody = replace(new, rows=(), found=0)
    assert closing(nobody) == (
        "Nobody new since the report of 15 November 2026; 5 people found before: reconnect forgotten"
    )


def test_somebody_picked_at_random_is_told_with_questions() -> None:
    picked = replace(REPORT, rows=REPORT.rows[-1:], questions=("Who is that?", "What do they do?"))
    text = on_terminal(picked)
    assert "\n     Who is that?\n     What do they do?\n\nPicked at random, the same one all week.\n" in text
    assert "Note what you find out:  reconnect note 30 --met TEXT --interest TEXT\n" in text
    assert "\n- Who is that?\n\n- What do they do?\n" in markdown.write(picked)


@pytest.mark.parametrize(("shown", "ending"), [(2, "2 of 5."), (3, "3 of 5. Two of them a week is plenty.")])
def test_the_end_says_how_many_more_there_are(shown: int, ending: str) -> None:
    text = on_terminal(replace(REPORT, rows=REPORT.rows[:shown]))
    assert f"\n{ending}\nWrite to them:  reconnect draft  " in text


ROW_KEYS = [
    *("person", "name", "group", "title", "organization", "quiet_probability", "strength", "score", "silent_days"),
    *("contact_days", "days_in", "days_out", "longest_gap_days", "conversations", "first_contact", "last_contact"),
    *("channels", "reasons"),
]


def test_json_has_the_promised_keys() -> None:
    told = json.loads(json_file.write(REPORT))
    assert list(told) == [
        "as_of", "intercept", "rows", "found", "people", "real_ties", "limits", "stale", "one_sided", "before",
        "capacity", "drafted", "questions",
    ]  # fmt: skip
    assert [list(row) for row in told["rows"]] == [ROW_KEYS] * len(REPORT.rows)
    assert (told["as_of"], told["intercept"], told["found"], told["stale"]) == ("2026-11-22", 2.0, 5, None)


def test_json_tells_the_row_of_a_tie() -> None:
    row, told = REPORT.rows[0], json.loads(json_file.write(REPORT))["rows"][0]
    assert told == {
        "person": 17,
        "name": "Katie O'Neil",
        "group": "lapsed",
        "title": "Design lead",
        "organization": "Harbour Studio",
        "quiet_probability": pytest.approx(row.quiet_probability, abs=1e-12),
        "strength": pytest.approx(row.strength, abs=1e-12),
        "score": pytest.approx(row.score, abs=1e-12),
        "silent_days": 436,
        "contact_days": 160,
        "days_in": 93,
        "days_out": 101,
        "longest_gap_days": 61,
        "conversations": 120,
        "first_contact": "2016-06-02",
        "last_contact": "2025-09-12",
        "channels": ["mail"],
        "reasons": list(row.reasons),
    }


def test_a_row_for_a_table_is_the_row_of_the_json() -> None:
    assert [json_file.row_as_json(row) for row in REPORT.rows] == json.loads(json_file.write(REPORT))["rows"]


def test_json_says_null_where_nothing_is_known() -> None:
    told = json.loads(json_file.write(REPORT))["rows"][-1]
    unknown = [key for key, value in told.items() if value is None]
    assert (told["group"], told["strength"], told["channels"]) == ("stranger", 0.0, [])
    assert unknown == [
        *("title", "organization", "quiet_probability", "score", "silent_days", "longest_gap_days"),
        *("first_contact", "last_contact"),
    ]


def test_json_never_alters_a_name() -> None:
    for foreign in HOSTILE:
        told = json.loads(json_file.write(hostile_report(foreign)))["rows"]
        assert [row["name"] for row in told] == [foreign or None] * 4


def test_csv_reads_back_as_the_rows() -> None:
    header, *rows = csv.reader(io.StringIO(csv_file.write(REPORT)))
    assert header == [field.name for field in fields(Row)]
    assert rows == [[as_cell(getattr(row, name)) for name in header] for row in REPORT.rows]


def as_cell(value: object) -> str:
    if value is None:
        return ""
    return " ".join(value) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_a_cell_that_begins_like_a_formula_is_disarmed(first: str) -> None:
    assert csv_file.cell(f"{first}1+1") == f"'{first}1+1"
    assert csv_file.cell(f"a{first}1") == f"a{first}1"


@pytest.mark.parametrize(("foreign", "cell"), [("\t=1", r"'\x09=1"), ("\r=1", r"'\x0d=1"), ("\n=1", r"'\x0a=1")])
def test_a_formula_behind_a_tab_or_a_line_break_is_disarmed_too(foreign: str, cell: str) -> None:
    assert csv_file.cell(foreign) == cell


@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"))))
def test_a_name_survives_the_way_through_csv(name: str) -> None:
    rows = list(
        csv.DictReader(io.StringIO(csv_file.write(replace(REPORT, rows=(replace(REPORT.rows[0], name=name),)))))
    )
    read = rows[0]["name"]
    assert (read[1:] if read != name else read) == name
    assert not read.startswith(FORMULA)


@pytest.mark.parametrize(
    ("foreign", "text"),
    [
        ("*w* _u_ `z`", r"\*w\* \_u\_ \`z\`"),
        ("[x](javascript:y)", r"\[x\]\(javascript:y\)"),
        ("<b> a|b #1", r"\<b\> a\|b \#1"),
        (r"\[x](y)", r"\\\[x\]\(y\)"),
        ("https://evil.example www.evil.example", r"https\://evil.example www\.evil.example"),
        ("Tom & Jerry &lt; ~~x~~", r"Tom \& Jerry \&lt; \~\~x\~\~"),
        ("a\nb\u202e", r"a\\x0ab\\u202e"),
        ("Re: the kiln, and a question", "Re: the kiln, and a question"),
    ],
)
def test_markdown_shows_foreign_text_as_text(foreign: str, text: str) -> None:
    assert escaped(foreign) == text


def test_a_listing_in_the_future_is_no_reason() -> None:
    people = people_of(replace(stranger(1), listings=(Listing("vcard", None), Listing("linkedin", date(2027, 1, 1)))))
    (row,) = select(ties_of([]), people, (MAIL,), AS_OF).rows
    assert "2027" not in on_terminal(select(ties_of([]), people, (MAIL,), AS_OF))
    assert row.reasons[0].startswith("In your address book. ")

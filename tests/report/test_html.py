"""The page tells the report with nothing but text and drawings, whatever people are called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from invented_attacks import ATTACKS, hostile_report
from invented_report import AS_OF, HOSTILE, invented_report

from reconnect.report import Report, html
from reconnect.report.history import History
from reconnect.ties.columns import day_number
from reconnect.visible import visible

REPORT = invented_report()
TODAY = day_number(AS_OF)
HISTORY = History(
    {
        17: [TODAY - back for back in range(3825, 435, -22)],
        18: [TODAY - back for back in (700, 698, 520, 519, 350, 349, 301, 300)],
        21: [TODAY - 980],
    },
    [436, 300, 20, 5, 90, 2000],
)
NOTHING = History({}, [])

TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "h1", "h2", "p", "ol"),
    *("ul", "li", "bdi", "span", "div", "details", "summary", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("svg", "desc", "path", "rect", "circle", "line", "text"),
}
ATTRIBUTES = {
    *("lang", "charset", "http-equiv", "content", "name", "class", "id", "role", "scope", "colspan", "width", "height"),
    *("aria-labelledby", "aria-describedby", "aria-hidden", "viewbox", "preserveaspectratio", "x", "y", "x1", "x2"),
    *("y1", "y2", "cx", "cy", "r", "d", "text-anchor"),
}


def page(report: Report = REPORT, history: History = HISTORY) -> BeautifulSoup:
    return BeautifulSoup(html.write(report, history), "html.parser")


def test_the_page_tells_the_report(golden: Callable[[str, str], None]) -> None:
    golden("report/report.html", html.write(REPORT, HISTORY))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert html.write(REPORT, HISTORY) == html.write(invented_report(), HISTORY)


@pytest.mark.parametrize("foreign", [*ATTACKS, *filter(None, HOSTILE)])
def test_foreign_text_adds_no_element_and_no_attribute(foreign: str) -> None:
    report = hostile_report([foreign])
    plain = hostile_report(["Ada"])
    history = History({1: [TODAY - 400]}, [400])
    text = html.write(report, history)
    text.encode("utf-8")
    assert [tag.name for tag in page(report, history)(name_but_bdi)] == [
        tag.name for tag in page(plain, history)(name_but_bdi)
    ]
    assert {tag.name for tag in page(report, history)()} <= TAGS
    assert {name for tag in page(report, history)() for name in tag.attrs} <= ATTRIBUTES
    assert not [c for c in text if unicodedata.category(c) in {"Cc", "Zl", "Zp"} and c != "\n"]


def name_but_bdi(tag: object) -> bool:
    return getattr(tag, "name", "") != "bdi"


@given(st.text(max_size=40))
def test_any_name_is_read_back_as_it_can_be_seen(name: str) -> None:
    row = replace(REPORT.rows[0], name=name)
    heading = page(replace(REPORT, rows=(row,)))("h2")[0].text
    assert heading == (visible(name) if name.strip() else "(without a name)")


def test_the_policy_allows_the_style_sheet_and_nothing_else() -> None:
    (policy,) = page()("meta", {"http-equiv": "Content-Security-Policy"})
    directives = dict(each.split(" ", 1) for each in str(policy["content"]).split("; "))
    assert directives.pop("style-src").startswith("'sha256-")
    assert directives == {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'"}


def test_headings_go_down_by_one_and_name_everything_in_order() -> None:
    found = page()(re.compile(r"^h\d$"))
    assert [(each.name, each.text) for each in found] == [
        ("h1", "Who have I forgotten?"),
        *(("h2", row.name) for row in REPORT.rows),
        ("h2", "Who and when over the years"),
        ("h2", "How silence is distributed"),
    ]


def test_every_drawing_has_a_name_and_a_description() -> None:
    document = page()
    images = document.select("[role=img]")
    assert len(images) == len(HISTORY.days) + 2
    for image in images:
        for attribute in ("aria-labelledby", "aria-describedby"):
            (element,) = document(id=image[attribute])
            assert element.text.strip()
    hidden = [svg for svg in document("svg") if svg.get("role") != "img"]
    assert {svg.get("aria-hidden") for svg in hidden} == {"true"}


def test_ids_are_given_once() -> None:
    ids = [tag["id"] for tag in page()(id=True)]
    assert len(ids) == len(set(ids))


def test_tables_hold_the_numbers_of_the_drawings() -> None:
    years, silence = page()("table")
    names = [each.text for each in years.select("tbody bdi")]
    days = [sum(int(cell.text or 0) for cell in body("td")) for body in years("tbody")]
    assert dict(zip(names, days, strict=True)) == {
        row.name: len(HISTORY.days[row.person]) for row in REPORT.rows if row.person in HISTORY.days
    }
    assert [int(cell.text) for cell in silence("td")] == [2, 1, 0, 1, 1, 0, 1, 0]


def test_a_person_without_a_tie_has_no_drawing() -> None:
    *_, stranger = page()("li")
    assert ([each.text for each in stranger("h2")], stranger("svg")) == ([REPORT.rows[-1].name], [])


@pytest.mark.parametrize("report", [REPORT, replace(REPORT, rows=(), found=0, limits=())])
def test_without_a_past_nothing_is_drawn(report: Report) -> None:
    document = page(report, NOTHING)
    assert (document("svg"), document("table"), len(document("li"))) == ([], [], len(report.rows))


def test_a_thousand_people_are_drawn() -> None:
    rows = tuple(replace(REPORT.rows[0], person=person, name=f"Person {person}") for person in range(1000))
    history = History({person: [TODAY - person * 9] for person in range(1000)}, list(range(1000)))
    text = html.write(replace(REPORT, rows=rows), history)
    assert (text.count('<svg role="img"'), text.count('<svg class="strip"')) == (1000, 1001)
    assert not re.search(r'="-?(nan|inf)', text)


def test_questions_and_warnings_are_told() -> None:
    document = page(replace(REPORT, questions=("What are they building?",), stale="Your data end.", one_sided="Alas."))
    assert [each.text for each in document(class_="warning")] == ["Your data end.", "Alas."]
    assert [each.text for each in document.select("#questions + ul > li")] == ["What are they building?"]


def test_right_to_left_words_stand_apart_from_what_follows() -> None:
    row = replace(REPORT.rows[0], reasons=('Last: "שלום לך", 12 September 2025.',))
    assert "<p>Last: &#34;<bdi>שלום לך</bdi>&#34;, 12 September 2025.</p>" in html.write(
        replace(REPORT, rows=(row,)), HISTORY
    )


def colours(sheet: str) -> list[dict[str, str]]:
    """The colours by name for light, dark and print."""
    blocks = re.findall(r":root \{([^}]*)\}", sheet)
    return [dict(re.findall(r"--(\w+): (#\w+);", block)) for block in blocks]


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, WCAG 2.2."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_every_colour_can_be_read_in_light_dark_and_print() -> None:
    light, dark, printed = colours(html.write(REPORT, HISTORY))
    for scheme in (light, dark, light | printed):
        assert contrast(scheme["ink"], scheme["paper"]) >= 7
        assert contrast(scheme["soft"], scheme["paper"]) >= 4.5
        assert contrast(scheme["mark"], scheme["paper"]) >= 4.5
        assert luminance(scheme["paper"]) != luminance(scheme["ground"])

"""The pages of friends and of the profile give the contacts of their JSON, with dates on the clock of the account."""

from __future__ import annotations

from pathlib import Path

import pytest

from importers.export import Export
from importers.facebook import FacebookImporter
from importers.records import Contact, Origin, Problem, Record, Skipped

IMPORTER = FacebookImporter()
LOST = ("the date of this friendship could not be read",)


def read(root: Path, name: str, content: str) -> list[Record]:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    assert IMPORTER.identify(Export(root))
    return list(IMPORTER.extract(Export(root)))


def since_2022(name: str, when: str) -> str:
    footer = f'<footer class="_3-94 _a6-o _2pie"><div class="_a72d">{when}</div></footer>' if when else ""
    return f'<section class="_a6-g"><h2 class="_2ph_ _a6-h _a6-i">{name}</h2>{footer}</section>'


def from_2018(name: str, when: str) -> str:
    date = f'<div class="_3-94 _2lem">{when}</div>' if when else ""
    return f'<div class="pam _3-95 _2pi0 _2lej"><div class="_3-96 _2pio _2lek _2lel">{name}</div>{date}</div>'


def contact(name: str, said: str, since: str, place: str, ordinal: int, **more: tuple[str, ...]) -> Contact:
    key = f"{name}\x1f{said}"
    return Contact(key=key, origin=Origin(place, ordinal), formatted_name=name, since=since, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("block", [since_2022, from_2018])
@pytest.mark.parametrize(
    "place",
    ["friends/friends.html", "friends_and_followers/friends.html", "connections/friends/your_friends.html"],
)
def test_friends_are_the_same_in_every_era_of_pages(place: str, block: type, tmp_path: Path) -> None:
    blocks = [
        block("Zoe O&#039;Hara &amp; Sons", "May 17, 2016 2:05:15\u202fpm"),
        block("Maria Silva", "Apr 30, 2011 6:02:45 am"),
        block("Maria Silva", "Apr 3, 2011 6:02:45 am"),
        block("Facebook user", "Apr 3, 2011 6:02:45 am"),
        block("Otto Brandt", "16 ตุลาคม 2568"),
        block("Anna Berg", ""),
    ]
    content = f"<html><title>Your friends</title><h1>Your friends</h1>{block('Your friends', '')}{''.join(blocks)}"
    assert read(tmp_path, place, content) == [
        contact("Zoe O'Hara & Sons", "2016-05-17T14:05:15", "2016-05-17", place, 1),
        contact("Maria Silva", "2011-04-30T06:02:45", "2011-04-30", place, 2),
        contact("Maria Silva", "2011-04-03T06:02:45", "2011-04-03", place, 3),
        Skipped(Origin(place, 4), "deactivated accounts"),
        contact("Otto Brandt", "16 ตุลาคม 2568", "", place, 5, losses=LOST),
        contact("Anna Berg", "", "", place, 6),
    ]


def test_friends_of_a_page_to_2018_stand_in_its_first_list(tmp_path: Path) -> None:
    items = "<li>Zoe Lind (Jun 5, 2011)</li><xi>Otto (Jun 5) (otto@example.org)</li><li>Ana</li>"
    nav = '<ul><li><a href="../index.htm">Profile</a></li><li class="selected">Friends</li></ul>'
    other = "<h2>Removed Friends</h2><ul><li>Greta Holm (Jan 3, 2012)</li></ul>"
    place = "html/friends.htm"
    content = f"<html><div>{nav}</div><h1>Ines Duarte</h1>\n<h2>Friends</h2>\n<ul>{items}</ul>{other}"
    assert read(tmp_path, place, content) == [
        contact("Zoe Lind", "2011-06-05", "2011-06-05", place, 1),
        contact("Otto", "Jun 5", "", place, 2, losses=LOST, emails=("otto@example.org",)),
        contact("Ana", "", "", place, 3),
    ]


def test_friends_of_unknown_classes_are_read_by_their_shape(tmp_path: Path) -> None:
    place = "friends/friends.html"
    rows = "<div><p>Zoe Lind</p><p>5. Mai 2011</p></div><div><p>Otto</p><p>6. Mai 2011, 10:05</p></div>"
    assert read(tmp_path, place, f"<html><title>Freunde</title>{rows}") == [
        contact("Zoe Lind", "2011-05-05", "2011-05-05", place, 1),
        contact("Otto", "2011-05-06T10:05", "2011-05-06", place, 2),
    ]


@pytest.mark.parametrize("label", ["Name", "Nom", "Nombre", "Nome", "Naam", "Imię i nazwisko", "名前"])
def test_the_profile_is_read_in_the_language_of_the_account(label: str, tmp_path: Path) -> None:
    place = "personal_information/profile_information/profile_information.html"
    rows = (
        f'<tr><td class="_a6_q">{label}</td><td class="_2piu _a6_r">In&ecirc;s Duarte</td></tr>'
        '<tr><td colspan="2">E-Mail<div><div>ines@duarte.example</div><div>i@example.org</div></div></td></tr>'
        "<tr><td>Telefone</td><td>+351 555 0142</td></tr><tr><td>Birthday</td><td>1980-02-03</td></tr>"
        "<tr><td>Profile</td><td>https://www.facebook.com/ines.duarte.example</td></tr>"
    )
    assert read(tmp_path, place, f'<html><section class="_a6-g"><table>{rows}</table></section>') == [
        Contact(
            key="me|Inês Duarte",
            origin=Origin(place, 1),
            formatted_name="Inês Duarte",
            emails=("ines@duarte.example", "i@example.org"),
            phones=("+351 555 0142",),
            urls=("https://www.facebook.com/ines.duarte.example",),
            is_me=True,
        )
    ]


def test_the_profile_of_a_page_to_2018_is_named_by_its_heading(tmp_path: Path) -> None:
    table = "<table><tr><th>Emails</th><td><ul><li>ines@duarte.example</li></ul></td></tr></table>"
    (owner,) = read(tmp_path, "html/contact_info.htm", f"<html><h1>Ines Duarte</h1>{table}")
    assert isinstance(owner, Contact)
    assert (owner.formatted_name, owner.emails, owner.is_me) == ("Ines Duarte", ("ines@duarte.example",), True)


def test_a_profile_whose_name_is_not_found_is_a_problem(tmp_path: Path) -> None:
    place = "profile_information/profile_information.html"
    assert read(tmp_path, place, "<html><table><tr><td>ชื่อ</td><td>Ines</td></tr></table>") == [
        Problem(Origin(place, 1), "this profile has no name")
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("your_friends.html", since_2022("Zoe Lind", "May 17, 2016 2:05:15 pm")),
        ("friends.html", from_2018("Zoe Lind", "17.05.2016, 14:05")),
        ("friends.htm", '<a href="../html/wall.htm">Wall</a><h1>Ines</h1><ul><li>Zoe Lind (May 17, 2016)</li></ul>'),
    ],
)
def test_a_single_page_of_friends_is_known_by_its_name_and_its_marks(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(f"<html>{content}", encoding="utf-8")
    assert IMPORTER.identify(Export(tmp_path / name))
    (friend,) = IMPORTER.extract(Export(tmp_path / name))
    assert isinstance(friend, Contact)
    assert (friend.formatted_name, friend.since) == ("Zoe Lind", "2016-05-17")

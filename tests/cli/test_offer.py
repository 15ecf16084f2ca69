"""offer: for whom something may be of use, at a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invented import take_in, write_everything

from reconnect.archive import Archive
from reconnect.cli import main


@pytest.fixture
def database(archive: Archive, tmp_path: Path) -> Path:
    take_in(archive, *write_everything(tmp_path))
    run(archive.path, "note", "teo@trieste.example", "--goal", "a kiln\x1b[31m of his own")
    return archive.path


def run(database: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--db", str(database), *arguments])


def id_of(database: Path, name: str) -> int:
    (person,) = json.loads(run(database, "people", name, "--format", "json").stdout)
    return int(person["id"])


def test_people_are_told_with_their_work_and_the_reason(database: Path) -> None:
    teo, katie = id_of(database, "Teo"), id_of(database, "Katherine")
    done = run(database, "offer", "an", "old", "kiln")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        f"{teo:>6}  Teo Marchetti\n        goal: a kiln\\x1b[31m of his own\n\n"
        f"{katie:>6}  Katherine O'Neil  Design lead, Harbour Studio\n        subject, August 2020: Re: The kiln\n\n"
        'Tell them of it: reconnect draft PERSON    What you offer: reconnect note PERSON --offer "..."\n'
        "Nothing was sent to anybody.\n"
    )


def test_people_are_told_as_json(database: Path) -> None:
    teo, katie = json.loads(run(database, "offer", "an old kiln", "--format", "json").stdout)
    assert (teo.pop("score") // 1, katie.pop("score") // 1) == (8, 1)
    assert teo == {
        "person": id_of(database, "Teo"), "name": "Teo Marchetti", "title": None, "organization": None,
        "reasons": ["goal: a kiln\x1b[31m of his own"],
    }  # fmt: skip
    assert katie == {
        "person": id_of(database, "Katherine"), "name": "Katherine O'Neil", "title": "Design lead",
        "organization": "Harbour Studio", "reasons": ["subject, August 2020: Re: The kiln"],
    }  # fmt: skip
    assert len(json.loads(run(database, "offer", "an old kiln", "--limit", "1", "--format", "json").stdout)) == 1


def test_where_nobody_is_found_it_says_what_to_note(database: Path) -> None:
    assert run(database, "offer", "a boat").stdout == (
        "These words stand in nothing that is known of anybody.\n"
        'Note what people are after: reconnect note PERSON --goal "..."\n'
    )
    assert run(database, "offer", "a boat", "--format", "json").stdout == "[]\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            " ",
            'offer: there is no word to look for; say what you offer, such as: reconnect offer "a Python job in '
            'Berlin"',
        ),
        (
            "the\n\x1bof",
            'the \\x1bof: there is no word to look for; say what you offer, such as: reconnect offer "a Python job in '
            'Berlin"',
        ),
    ],
)
def test_an_offer_of_no_word_is_one_line(database: Path, text: str, line: str) -> None:
    done = run(database, "offer", text)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", f"{line}\n")

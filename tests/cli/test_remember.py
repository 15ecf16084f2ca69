"""note, mark and drafts mark: what a person tells by hand, at a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from invented import AS_OF, take_in, write_everything

from reconnect.archive import Archive
from reconnect.cli import main


@pytest.fixture
def database(archive: Archive, tmp_path: Path) -> Path:
    take_in(archive, *write_everything(tmp_path))
    return archive.path


def say(database: Path, *arguments: str) -> str:
    done = CliRunner().invoke(main, ["--db", str(database), *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def refused(database: Path, *arguments: str) -> str:
    done = CliRunner().invoke(main, ["--db", str(database), *arguments])
    assert done.exit_code == 2
    return done.stderr.splitlines()[-1]


def test_everything_is_noted_in_one_command_and_shown(database: Path) -> None:
    told = say(
        database, "note", "katie@harbour.example", "she laughs a lot", "--met", "PyCon 2019", "--interest", "kilns",
        "--interest", "glaze", "--goal", "a studio", "--spoke", "2026-05-01",
    )  # fmt: skip
    assert told == (
        "  1  met: PyCon 2019\n  2  interest: kilns\n  3  interest: glaze\n  4  goal: a studio\n"
        "  5  she laughs a lot\n  6  spoke on 2026-05-01\nThat is what is noted about Katherine O'Neil.\n"
    )
    shown = say(database, "show", "katie@harbour.example", "--as-of", str(AS_OF))
    assert "  notes  met: PyCon 2019\n         interest: kilns\n" in shown
    assert "to 2026-05-01; they wrote on 7, you on 8" in shown


@pytest.mark.parametrize("words", [("--interest", "kilns"), ("kilns", "--interest")])
def test_a_kind_may_stand_before_or_after_its_words(database: Path, words: tuple[str, ...]) -> None:
    assert say(database, "note", "katie@harbour.example", *words).startswith("  1  interest: kilns\n")


def test_nothing_to_note_shows_what_is_noted(database: Path) -> None:
    assert say(database, "note", "teo@trieste.example") == "Nothing is noted about Teo Marchetti yet.\n"
    assert json.loads(say(database, "note", "teo@trieste.example", "--format", "json")) == []


def test_a_note_is_told_as_json_and_taken_back(database: Path) -> None:
    told = json.loads(say(database, "note", "teo@trieste.example", "--spoke", "2026-05-01", "--format", "json"))
    assert told == [{"id": 1, "kind": "spoke", "value": "", "day": "2026-05-01"}]
    taken = say(database, "note", "teo@trieste.example", "--remove", "1")
    assert taken == "Teo Marchetti: note 1 is taken back (spoke on 2026-05-01).\n"


def test_a_kind_without_words_and_a_talk_to_come_are_one_line(database: Path) -> None:
    assert refused(database, "note", "teo@trieste.example", "--goal") == (
        "Error: say what to note: reconnect note PERSON --interest kilns"
    )
    assert "this day is still to come" in refused(database, "note", "teo@trieste.example", "--spoke", "2999-01-01")


def test_language_and_terms_are_notes_like_all_others(database: Path) -> None:
    told = say(database, "note", "teo@trieste.example", "--language", "DE", "--terms", "first-name", "--goal", "a boat")
    assert told == (
        "  1  goal: a boat\n  2  language: de\n  3  terms: first-name\nThat is what is noted about Teo Marchetti.\n"
    )
    assert "language: de\n" in say(database, "show", "teo@trieste.example")
    taken = say(database, "note", "teo@trieste.example", "--remove", "2")
    assert taken == "Teo Marchetti: note 2 is taken back (language: de).\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("--language", "it"), "'--language': 'it' is not one of 'en', 'de', 'fr', 'es', 'uk'."),
        (("--language", ""), "'--language': '' is not one of 'en', 'de', 'fr', 'es', 'uk'."),
        (("--terms", "Sie"), "'--terms': 'Sie' is not one of 'first-name', 'formal'."),
    ],
)
def test_no_other_language_and_no_other_terms_are_noted(database: Path, arguments: tuple[str, str], line: str) -> None:
    assert refused(database, "note", "teo@trieste.example", *arguments) == f"Error: Invalid value for {line}"
    assert say(database, "note", "teo@trieste.example") == "Nothing is noted about Teo Marchetti yet.\n"


def test_letters_may_be_in_any_of_five_languages_and_no_other(database: Path) -> None:
    assert [say(database, "settings", "language", code) for code in ("de", "fr", "es", "uk", "en")] == [
        "language: de\n", "language: fr\n", "language: es\n", "language: uk\n", "language: en\n",
    ]  # fmt: skip
    assert refused(database, "settings", "language", "it") == (
        "language it: drafts are written in: en, de, fr, es, uk; choose one of them"
    )


def test_interests_and_goals_are_among_the_settings(database: Path) -> None:
    assert say(database, "settings", "interests", "kilns; sailing") == "interests: kilns; sailing\n"
    assert say(database, "settings", "goals", "learn Slovene") == "goals: learn Slovene\n"
    assert "interests    kilns; sailing\ngoals        learn Slovene\n" in say(database, "settings")


@pytest.mark.parametrize(
    ("mark", "said"),
    [
        (("never",), "Teo Marchetti: in no list and no draft from now on."),
        (("died",), "Teo Marchetti: in no list and no draft from now on."),
        (("later", "--as-of", "2026-11-22"), "Teo Marchetti: in no list before 2027-02-20."),
        (("later", "--until", "2027-06-01"), "Teo Marchetti: in no list before 2027-06-01."),
    ],
)
def test_a_mark_is_told_with_the_way_back(database: Path, mark: tuple[str, ...], said: str) -> None:
    first, back = say(database, "mark", "teo@trieste.example", *mark).splitlines()
    assert (first, back.startswith("Take it back: reconnect mark ")) == (said, True)
    assert "marked  " in say(database, "show", "teo@trieste.example")
    assert say(database, "mark", "teo@trieste.example", "clear") == "Teo Marchetti may be listed again.\n"


def test_until_goes_with_later(database: Path) -> None:
    assert refused(database, "mark", "teo@trieste.example", "never", "--until", "2027-01-01") == (
        "Error: --until goes with later"
    )


def test_no_draft_for_whom_one_marked_never(database: Path) -> None:
    say(database, "mark", "teo@trieste.example", "never")
    line = refused(database, "draft", "teo@trieste.example")
    assert line == (
        "Teo Marchetti: you marked them never, so there is no draft to them; "
        "if that is wrong, take back the mark (mark PERSON clear) or the note, or correct the entry and import it"
    )


def test_what_became_of_a_draft_is_listed_and_it_is_not_exported_again(database: Path, tmp_path: Path) -> None:
    say(database, "draft", "teo@trieste.example", "katie@harbour.example")
    assert say(database, "drafts", "mark", "1", "sent", "--as-of", "2026-11-22") == (
        "Draft 1 to Teo Marchetti: sent. Noted.  Take it back: reconnect drafts mark 1 clear\n"
    )
    listed = json.loads(say(database, "drafts", "--format", "json"))
    assert [(row["id"], row["outcome"], row["outcome_day"]) for row in listed] == [
        (1, "sent", "2026-11-22"),
        (2, None, None),
    ]
    assert "sent 2026-11-22" in say(database, "drafts")
    assert [path.name for path in (tmp_path / "out").glob("*")] == []
    say(database, "drafts", "export", str(tmp_path / "out"))
    assert [path.name for path in (tmp_path / "out").glob("*")] == ["2-katherine-o-neil.eml"]


def test_what_became_of_no_draft_is_one_line(database: Path) -> None:
    none = refused(database, "drafts", "mark", "7", "sent")
    assert none == "draft 7: there is none of that number; say: reconnect drafts"
    assert refused(database, "drafts", "mark", "7", "sent", "--until", "2027-01-01") == "Error: --until goes with later"


def test_notes_marks_and_outcomes_are_among_all_that_is_stored(database: Path) -> None:
    say(database, "note", "teo@trieste.example", "--met", "the fair", "--spoke", "2026-05-01")
    say(database, "draft", "teo@trieste.example")
    say(database, "drafts", "mark", "1", "later", "--as-of", "2026-11-22")
    say(database, "mark", "teo@trieste.example", "later", "--until", "2027-06-01")
    stored = [" ".join(line.split()) for line in say(database, "show", "teo@trieste.example", "--stored").splitlines()]
    for line in ("met the fair", "spoke 2026-05-01", "later 2027-06-01", "draft 1 later 2026-11-22"):
        assert any(each.endswith(line) for each in stored), stored


def test_what_was_said_of_a_draft_is_taken_back_with_its_day_of_contact(database: Path) -> None:
    say(database, "draft", "teo@trieste.example")
    before = say(database, "show", "teo@trieste.example", "--as-of", "2026-11-22")
    say(database, "drafts", "mark", "1", "declined", "--as-of", "2026-11-22")
    assert say(database, "show", "teo@trieste.example", "--as-of", "2026-11-22") != before
    assert say(database, "drafts", "mark", "1", "clear") == "Draft 1 to Teo Marchetti is open again.\n"
    assert say(database, "show", "teo@trieste.example", "--as-of", "2026-11-22") == before


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("mark", "teo@trieste.example", "later", "--until", "2020-01-01"),
            "Error: --until 2020-01-01: this day is not to come; name a later one",
        ),
        (("note", "teo@trieste.example", "--goal", "ice", "--remove", "1"), "Error: --remove goes by itself"),
        (
            ("mark", "teo@trieste.example", "later", "--as-of", "9999-12-31"),
            "Error: Invalid value for '--as-of': 9999-12-31 is not of our time; name a day from 1900 to 2999",
        ),
    ],
)
def test_what_cannot_be_meant_is_one_line(database: Path, arguments: tuple[str, ...], line: str) -> None:
    assert refused(database, *arguments) == line


def test_bytes_that_are_no_text_are_noted_without_them(database: Path) -> None:
    assert say(database, "note", "teo@trieste.example", "a\udcffb") == (
        "  1  a?b\nThat is what is noted about Teo Marchetti.\n"
    )


def test_only_plain_notes_tell_that_somebody_died(database: Path) -> None:
    say(database, "note", "teo@trieste.example", "--interest", "Deceased estates")
    say(database, "draft", "teo@trieste.example")
    say(database, "note", "teo@trieste.example", "Died in May 2026.")
    assert "Teo Marchetti: their entry or your note says" in refused(database, "draft", "teo@trieste.example")

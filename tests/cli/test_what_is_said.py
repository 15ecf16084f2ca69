"""What a person reads when something is off, and what is kept from harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invented import CARDS, KATIE, card, exchanged, write_cards, write_everything, write_mbox

from reconnect.cli import main


class Program:
    """The command line with a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "data" / "reconnect.db"

    def run(self, *arguments: str | Path) -> Result:
        return CliRunner().invoke(main, ["--db", str(self.database), *map(str, arguments)])


@pytest.fixture
def program(tmp_path: Path) -> Program:
    program = Program(tmp_path)
    assert program.run("import", write_cards(tmp_path / "contacts.vcf")).exit_code == 0
    return program


def test_before_any_import_the_report_says_what_to_download(tmp_path: Path) -> None:
    done = Program(tmp_path).run("forgotten")
    assert done.exit_code == 0
    assert "Nothing is imported yet. Any of these is a beginning:" in done.stdout
    assert "takeout.google.com" in done.stdout
    report = json.loads(Program(tmp_path).run("forgotten", "--format", "json").stdout)
    assert (report["rows"], report["people"]) == ([], 0)


def test_a_person_is_found_by_the_name_of_any_contact(program: Program, tmp_path: Path) -> None:
    program.run("import", write_everything(tmp_path)[0])
    assert program.run("show", "Katherine").stdout.startswith("Katherine O'Neil  (person ")
    assert program.run("show", "Katie").stdout.startswith("Katherine O'Neil  (person ")
    assert "Katherine O'Neil" in program.run("people", "katie").stdout


def test_joining_brings_along_every_contact_of_both(tmp_path: Path) -> None:
    program = Program(tmp_path)
    shared = "EMAIL:rochas@mail.example"
    cards = [
        card("Artur Rocha", shared, "UID:a"),
        card("Helena Rocha", shared, "UID:h"),
        card("Helena Rocha", "UID:h2"),
    ]
    program.run("import", write_cards(tmp_path / "rocha.vcf", cards))
    people = json.loads(program.run("people", "--format", "json").stdout)
    ids = [str(person["id"]) for person in people]
    for other in ids[1:]:
        assert program.run("join", ids[0], other).exit_code == 0
    (person,) = json.loads(program.run("people", "--format", "json").stdout)
    assert sorted(contact["name"] for contact in person["contacts"]) == ["Artur Rocha", "Helena Rocha", "Helena Rocha"]
    assert json.loads(program.run("review", "--format", "json").stdout) == []


def test_an_exported_letter_that_was_edited_is_never_overwritten(program: Program, tmp_path: Path) -> None:
    program.run("draft", "teo@trieste.example")
    path = tmp_path / "letters" / "1-teo-marchetti.eml"
    export = ("drafts", "export", path.parent)
    assert program.run(*export).stdout == f"{path}\n"
    assert program.run(*export).stdout == f"{path}\n"
    path.write_text("my own words", encoding="utf-8")
    text = f"{path}: another text stands there, and is kept; remove it to export the draft as it is now\n"
    assert program.run(*export).stdout == text
    assert path.read_text(encoding="utf-8") == "my own words"


@pytest.mark.parametrize(("format", "ending"), [("markdown", "md"), ("csv", "csv"), ("mailto", "html")])
def test_a_later_export_stands_beside_the_earlier_one(
    format: str, ending: str, program: Program, tmp_path: Path
) -> None:
    export = ("drafts", "export", tmp_path, "--format", format)
    for number, person in enumerate(("teo@trieste.example", "oksana@kyiv.example"), 1):
        program.run("draft", person)
        path = tmp_path / (f"drafts.{ending}" if number == 1 else f"drafts-2.{ending}")
        assert program.run(*export).stdout == f"{path}\n"
        assert ("Oksana" in path.read_text(encoding="utf-8")) is (number == 2)


def test_a_place_that_cannot_be_written_is_one_line(program: Program, tmp_path: Path) -> None:
    program.run("draft", "teo@trieste.example")
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = program.run("drafts", "export", tmp_path / "file" / "letters")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert isinstance(done.exception, SystemExit)


def test_strict_counts_what_could_not_even_be_opened(program: Program, tmp_path: Path) -> None:
    downloads = tmp_path / "Downloads"
    downloads.mkdir()
    write_cards(downloads / "contacts.vcf")
    assert program.run("import", "--strict", downloads).exit_code == 0
    (downloads / "half.zip").write_bytes(b"PK\x03\x04 and no more")
    assert program.run("import", downloads).exit_code == 0
    assert program.run("import", "--strict", downloads).exit_code == 1


def test_strict_says_the_same_of_an_export_that_is_known(program: Program, tmp_path: Path) -> None:
    path = write_cards(tmp_path / "lost.vcf", [card("Ada Byron", "NOTE;x", "UID:a")])
    assert [program.run("import", "--strict", path).exit_code for _ in range(2)] == [1, 1]


def test_a_damaged_export_is_named_beside_files_that_nobody_knows(program: Program, tmp_path: Path) -> None:
    downloads = tmp_path / "Downloads"
    downloads.mkdir()
    for number in range(12):
        (downloads / f"a{number:02}.jpg").write_bytes(b"\xff\xd8 picture")
    (downloads / "half.zip").write_bytes(b"PK\x03\x04 and no more")
    write_cards(downloads / "contacts.vcf", CARDS[:1])
    assert program.run("import", downloads).stderr.splitlines() == [
        f"{downloads}/half.zip: the ZIP is damaged or cut off (File is not a zip file); download it again",
        "Not read, since no importer knows them: 12 files (a00.jpg, a01.jpg, a02.jpg, a03.jpg, a04.jpg, a05.jpg, ...)",
    ]


def test_mail_without_mine_is_told_after_the_import_that_brought_it_and_no_more(tmp_path: Path) -> None:
    program = Program(tmp_path)
    mails = exchanged(KATIE, [f"2019-{month:02}-01" for month in range(1, 11)], "The kiln")
    exports = (
        write_mbox(tmp_path / "Inbox.mbox", mails[::2]),
        write_cards(tmp_path / "contacts.vcf"),
        write_mbox(tmp_path / "Sent.mbox", mails[1::2]),
    )
    assert program.run("import", write_cards(tmp_path / "me.vcf", CARDS[2:])).exit_code == 0
    assert program.run("me", "add", "ines@duarte.example").exit_code == 0
    warning = "Hardly any of this mail is from you; import what you sent as well.\n"
    assert [warning in program.run("import", path).stdout for path in exports] == [True, False, False]


HUGE = "99999999999999999999"
IMPOSSIBLE = [
    ("show", HUGE), ("join", "1", HUGE), ("part", "1", HUGE), ("imports", "undo", HUGE), ("drafts", "show", HUGE),
    ("me", "add", " "),
]  # fmt: skip


@pytest.mark.parametrize("arguments", IMPOSSIBLE, ids=" ".join)
def test_a_value_that_cannot_be_is_a_line_and_exit_code_2(arguments: tuple[str, ...], program: Program) -> None:
    done = program.run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert isinstance(done.exception, SystemExit)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["--db", str(tmp_path), "people"])
    assert (done.exit_code, done.stderr) == (
        2,
        f"{tmp_path}: this is a folder, not a database; name a file in it with --db\n",
    )


def test_an_empty_path_is_not_the_current_folder(program: Program) -> None:
    done = program.run("import", "")
    assert (done.exit_code, done.stderr) == (2, ": there is no such file or folder; check the path\n")

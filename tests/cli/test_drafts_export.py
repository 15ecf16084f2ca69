"""drafts export: the files that take drafts along, what is said of them, and what an export never does."""

from __future__ import annotations

from email import message_from_bytes
from mailbox import Maildir, mbox
from pathlib import Path

import pytest
from click.testing import CliRunner
from invented import ME, TEO, hash_of, take_in, write_linkedin, write_mbox

from reconnect.archive import Archive
from reconnect.cli import main

ROOM = "A room in Trieste?"
AMARA = "https://www.linkedin.com/in/amara-osei"


@pytest.fixture
def database(archive: Archive, tmp_path: Path) -> Path:
    """Drafts to Teo, who has an address, and to Amara, who has a profile alone."""
    mails = write_mbox(tmp_path / "mail.mbox", [(TEO, ME, "2025-03-02", ROOM)])
    take_in(archive, mails, write_linkedin(tmp_path / "linkedin.zip"))
    archive.decide_me("ines@duarte.example", mine=True)
    say(archive.path, "draft", "teo@trieste.example", "Amara")
    return archive.path


def say(database: Path, *arguments: str | Path) -> str:
    done = CliRunner().invoke(main, ["--db", str(database), *map(str, arguments)])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_mails_are_told_a_line_a_file_with_the_profile_where_there_is_no_address(
    database: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "letters"
    assert say(database, "drafts", "export", folder).splitlines() == [
        f"{folder}/1-teo-marchetti.eml",
        f"{folder}/2-amara-osei.eml: no address; copy the text into {AMARA}",
    ]
    teo, amara = (message_from_bytes(path.read_bytes()) for path in sorted(folder.iterdir()))
    assert (teo["To"], teo["X-Reconnect-Profile"]) == (TEO, None)
    assert (amara["To"], amara["X-Reconnect-Profile"]) == (None, AMARA)


@pytest.mark.parametrize(("format", "name"), [("mbox", "drafts.mbox"), ("maildir", "")])
def test_many_drafts_are_told_in_one_line_with_their_number(
    format: str, name: str, database: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "letters"
    told = f"{folder / name}: 2 drafts: 1 without an address; --format mailto says where to copy the text\n"
    for _ in range(2):
        assert say(database, "drafts", "export", folder, "--format", format) == told
    box: Maildir | mbox = Maildir(folder, create=False) if format == "maildir" else mbox(folder / name)
    assert sorted(str(message["To"]) for message in box) == ["None", TEO]
    box.close()


def test_a_draft_that_was_changed_in_a_maildir_is_counted(database: Path, tmp_path: Path) -> None:
    say(database, "drafts", "export", tmp_path, "--format", "maildir")
    path = next((tmp_path / "cur").glob("draft-1-*"))
    path.write_text("my own words", encoding="utf-8")
    assert "2 drafts: 1 kept in another text;" in say(database, "drafts", "export", tmp_path, "--format", "maildir")
    assert path.read_text(encoding="utf-8") == "my own words"
    assert len(list((tmp_path / "cur").iterdir())) == 2


def test_a_maildir_stands_in_a_folder_that_has_other_things_in_it(database: Path, tmp_path: Path) -> None:
    (tmp_path / "cur").mkdir()
    (tmp_path / "cur" / "1709636400.M1P1.desk:2,S").write_bytes(b"Subject: mine\n\nHello\n")
    say(database, "drafts", "export", tmp_path, "--format", "maildir")
    assert sorted(message.get_flags() for message in Maildir(tmp_path, create=False)) == ["D", "D", "S"]


def test_where_no_maildir_can_be_is_one_line(database: Path, tmp_path: Path) -> None:
    (tmp_path / "cur").write_text("x", encoding="utf-8")
    done = CliRunner().invoke(main, ["--db", str(database), "drafts", "export", str(tmp_path), "--format", "maildir"])
    assert (done.exit_code, done.stderr) == (
        2,
        f"{tmp_path}: no Maildir can be there (File exists); choose another folder\n",
    )


def test_a_letter_about_an_old_message_answers_it(database: Path, tmp_path: Path) -> None:
    say(database, "drafts", "export", tmp_path / "letters")
    message = message_from_bytes((tmp_path / "letters" / "1-teo-marchetti.eml").read_bytes())
    asked = f"<{hash_of(TEO + ME + '2025-03-02' + ROOM)}@mail.example>"
    assert (message["In-Reply-To"], message["References"]) == (asked, asked)

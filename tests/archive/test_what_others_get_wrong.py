"""Five ways in which reminders for people go wrong, none of which may happen here."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from invented import AS_OF, KATIE, ME, NEWS, PROFILE, Mail, exchanged, take_in, write_mbox

from reconnect.archive import Archive
from reconnect.report import Row

DAYS = ["2016-03-01", "2016-06-10", "2017-01-20", "2018-05-05", "2019-02-11", "2020-08-08"]
LIVELY = exchanged("Nora Lund <nora@lund.example>", ["2026-09-01", "2026-10-01", "2026-11-01"], "Ice")
LAPSED = [*exchanged(KATIE, DAYS, "The kiln"), *LIVELY]


def rows(archive: Archive, limit: int = 0) -> list[Row]:
    return list(archive.report(AS_OF, limit).rows)


def names(archive: Archive) -> list[str]:
    return [row.name for row in rows(archive)]


@pytest.mark.parametrize(
    "sign", ["List-Unsubscribe: <mailto:off@letters.example>", "Precedence: bulk", "Auto-Submitted: auto-generated"]
)
def test_a_newsletter_is_nobody_even_if_it_was_answered(archive: Archive, tmp_path: Path, sign: str) -> None:
    letters: list[Mail] = [(NEWS, ME, f"202{year}-03-03", f"What is on\n{sign}") for year in range(6)]
    take_in(archive, write_mbox(tmp_path / "a.mbox", [*LAPSED, *letters, (ME, NEWS, "2021-03-04", "Stop it, please")]))
    assert names(archive) == ["Katie O'Neil"]
    assert "Harbour News" not in archive.ties(AS_OF).query("real")["name"].tolist()


def test_the_clock_stops_at_every_real_contact_on_any_channel(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_mbox(tmp_path / "a.mbox", LAPSED))
    assert names(archive) == ["Katie O'Neil"]
    take_in(archive, write_mbox(tmp_path / "b.mbox", [(KATIE, ME, "2026-10-20", "Hello again")]))
    assert "Katie O'Neil" not in [row.name for row in rows(archive) if row.group == "lapsed"]


def write_connections(path: Path, number: int) -> Path:
    head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    lines = [f"Given{n},Family{n},https://www.linkedin.com/in/p{n},,,,12 May 2017\n" for n in range(number)]
    messages = (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,"
        "FOLDER\n"
        "c1,,Ines Duarte,https://www.linkedin.com/in/ines,Given0 Family0,https://www.linkedin.com/in/p0,"
        "2018-02-01 10:00:00 UTC,,Hello,INBOX\n"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Connections.csv", head + "".join(lines))
        archive.writestr("messages.csv", messages)
        archive.writestr("Profile.csv", PROFILE)
    return path


def test_who_never_wrote_gets_no_invented_date(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_connections(tmp_path / "Basic_LinkedInDataExport_11-20-2026.zip", 3))
    found = [
        (row.group, row.last_contact, row.silent_days, row.quiet_probability, row.strength) for row in rows(archive)
    ]
    assert found == [("stranger", None, None, None, 0.0)] * 2
    assert archive.ties(AS_OF)["name"].tolist() == ["Given0 Family0"]


def test_the_day_after_a_first_import_not_everybody_is_due(archive: Archive, tmp_path: Path) -> None:
    linkedin = write_connections(tmp_path / "Basic_LinkedInDataExport_11-20-2026.zip", 300)
    take_in(archive, linkedin, write_mbox(tmp_path / "a.mbox", LAPSED))
    assert [row.group for row in rows(archive, 5)] == ["lapsed", "stranger"]


def test_old_mail_that_is_imported_later_dismisses_nobody(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, write_mbox(tmp_path / "a.mbox", LAPSED))
    (before,) = rows(archive)
    take_in(archive, write_mbox(tmp_path / "b.mbox", exchanged(KATIE, ["2014-01-01", "2015-01-01"], "Glaze")))
    (after,) = rows(archive)
    assert (after.name, after.group, after.silent_days) == (before.name, "lapsed", before.silent_days)
    assert after.contact_days == before.contact_days + 4

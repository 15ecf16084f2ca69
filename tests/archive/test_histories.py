"""What the drawings of a report show is what its rows and the ties say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from invented import AS_OF, exchanged, take_in, write_everything, write_mbox

import reconnect
from reconnect.archive import Archive
from reconnect.report.history import History
from reconnect.ties.columns import as_date, day_number

SAMPLE = Path(__file__).parents[2] / "samples" / "archive"


@pytest.mark.parametrize("as_of", [AS_OF, date(2024, 1, 1), date(2016, 5, 5), date(2000, 1, 1)])
def test_days_and_silences_are_those_of_the_ties(as_of: date, archive: Archive) -> None:
    take_in(archive, SAMPLE)
    report = archive.report(as_of, 0)
    history = archive.history(report)
    told = {
        row.person: (row.contact_days, row.first_contact, row.last_contact) for row in report.rows if row.contact_days
    }
    assert {id: (len(days), as_date(days[0]), as_date(days[-1])) for id, days in history.days.items()} == told
    assert all(list(days) == sorted(set(days)) for days in history.days.values())
    ties = archive.ties(as_of)
    assert sorted(history.silences) == sorted(ties["silent_days"][ties["real"]].tolist())
    assert len(history.silences) == report.real_ties


def test_the_days_of_one_correspondence(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, *write_everything(tmp_path))
    take_in(archive, write_mbox(tmp_path / "a.mbox", exchanged("A <a@a.example>", ["2020-01-01", "2020-01-02"], "x")))
    report = archive.report(AS_OF, 0)
    (katie,) = (row.person for row in report.rows if row.name == "Katherine O'Neil")
    days = [as_date(day).isoformat() for day in archive.history(report).days[katie]]
    assert days == [
        *("2016-03-01", "2016-03-02", "2016-06-10", "2016-06-11", "2017-01-20", "2017-01-21", "2018-05-05"),
        *("2018-05-06", "2019-02-11", "2019-02-12", "2020-08-08", "2020-08-09", "2021-02-01"),
    ]
    assert archive.history(report).silences == [day_number(AS_OF) - day_number(date(2021, 2, 1))]


def test_before_any_import_there_is_no_past(tmp_path: Path) -> None:
    nothing = reconnect.open(tmp_path / "a.db")
    assert nothing.history(nothing.report(AS_OF, 5)) == History({}, ())

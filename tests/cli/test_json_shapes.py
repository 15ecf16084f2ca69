"""The JSON that outside programs rely on keeps its names and its meaning."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from invented import CARDS, CORRESPONDENCE, card, exchanged, write_cards, write_everything, write_mbox

from reconnect.cli import main

AS_OF = "2026-11-22"


class Program:
    """The command line with a database of its own."""

    def __init__(self, database: Path) -> None:
        self.database = database

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, ["--db", str(self.database), *arguments])

    def json(self, *arguments: str) -> Any:
        done = self.run(*arguments, "--format", "json")
        assert (done.exit_code, done.stderr) == (0, ""), done.output
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("exports")
    everything = write_everything(folder)
    namesake = card("Boris Petrenko", "EMAIL:teo@trieste.example", "UID:b1")
    write_cards(folder / "contacts.vcf", [*CARDS, "BEGIN:VCARD\r\nNOTE;x\r\nEND:VCARD\r\n", namesake])
    return everything


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, paths: list[Path]) -> Program:
    program = Program(tmp_path_factory.mktemp("data") / "reconnect.db")
    program.first = program.json("import", *map(str, paths))  # type: ignore[attr-defined]
    return program


def kinds(value: dict[str, Any], *left_out: str) -> dict[str, str]:
    return {key: type(each).__name__ for key, each in value.items() if key not in left_out}


IMPORT = {
    "id": "int", "path": "str", "importer": "str", "read": "int", "new": "int", "changed": "int", "unchanged": "int",
    "skipped": "int", "problems": "int", "skipped_by": "dict", "contacts": "int", "interactions": "int",
    "seconds": "float",
}  # fmt: skip


def test_import_tells_the_accounts_of_every_export(program: Program, paths: list[Path]) -> None:
    run = program.first  # type: ignore[attr-defined]
    keys = {
        "imports": "list", "people": "int", "to_review": "int", "unclaimed": "list", "news": "list",
        "outcomes": "list",
    }  # fmt: skip
    assert kinds(run) == keys
    assert [each["path"] for each in run["imports"]] == [str(path) for path in paths]
    for each in run["imports"]:
        assert kinds(each, "damaged", "same_as") == IMPORT
        assert each["read"] == sum(each[part] for part in ("new", "changed", "unchanged", "skipped", "problems"))
        assert each["skipped"] == sum(each["skipped_by"].values())
    mail = run["imports"][0]
    assert (mail["read"], mail["interactions"]) == (len(CORRESPONDENCE), len(CORRESPONDENCE))
    assert run["imports"][2]["skipped_by"] == {"hidden members": 1}


def test_importing_again_is_told_as_unchanged(program: Program, paths: list[Path]) -> None:
    first, again = program.first, program.json("import", *map(str, paths))  # type: ignore[attr-defined]
    for before, after in zip(first["imports"], again["imports"], strict=True):
        assert (after["new"], after["changed"], after["contacts"], after["interactions"]) == (0, 0, 0, 0)
        assert (after["read"], after["unchanged"]) == (before["read"], before["new"])
    assert (again["people"], again["to_review"]) == (first["people"], first["to_review"])


def test_people_tell_where_each_contact_stands(program: Program, paths: list[Path]) -> None:
    people = program.json("people")
    katie = next(person for person in people if person["name"] == "Katherine O'Neil")
    assert kinds(katie) == {
        "id": "int", "name": "str", "emails": "list", "phones": "list", "urls": "list", "kind": "str",
        "contacts": "list",
    }  # fmt: skip
    assert katie["emails"] == ["katie@harbour.example"]
    by_importer = {contact["importer"]: contact for contact in katie["contacts"]}
    for contact in by_importer.values():
        contact.pop("id")
    assert by_importer == {
        "facebook": {
            "importer": "facebook", "export": str(paths[3]), "member": "connections/friends/your_friends.json",
            "record": 1, "name": "Katie O'Neil", "emails": [], "phones": [], "urls": [],
        },
        "linkedin": {
            "importer": "linkedin", "export": str(paths[2]), "member": "Connections.csv", "record": 1,
            "name": "Katherine O'Neil", "emails": ["katie@harbour.example"], "phones": [],
            "urls": ["https://www.linkedin.com/in/katie-oneil"],
        },
        "mail": {
            "importer": "mail", "export": str(paths[0]), "member": "mail.mbox", "record": None,
            "name": "Katie O'Neil", "emails": ["katie@harbour.example"], "phones": [], "urls": [],
        },
        "vcard": {
            "importer": "vcard", "export": str(paths[1]), "member": "contacts.vcf", "record": 1,
            "name": "Katherine O'Neil", "emails": ["katie@harbour.example"], "phones": ["+353 1 555 0142"], "urls": [],
        },
    }  # fmt: skip


def test_every_contact_is_in_exactly_one_person(program: Program) -> None:
    ids = [contact["id"] for person in program.json("people") for contact in person["contacts"]]
    assert len(ids) == len(set(ids))


def test_review_names_both_people(program: Program) -> None:
    questions = program.json("review")
    assert len(questions) == program.first["to_review"] > 0  # type: ignore[attr-defined]
    for question in questions:
        assert kinds(question, "people", "names") == {"screen": "int", "score": "float", "reason": "str"}
        assert len(question["names"]) == 2
        assert [type(person).__name__ for person in question["people"]] == ["int", "int"]


ROW = {
    "person", "name", "group", "quiet_probability", "strength", "score", "silent_days", "contact_days", "days_in",
    "days_out", "longest_gap_days", "conversations", "first_contact", "last_contact", "channels", "reasons",
}  # fmt: skip


def test_forgotten_tells_every_measure(program: Program) -> None:
    report = program.json("forgotten", "--as-of", AS_OF)
    assert {"as_of", "intercept", "rows"} <= report.keys()
    assert (report["as_of"], report["intercept"]) == (AS_OF, 2.0)
    rows = {row["group"]: row for row in report["rows"]}
    assert all(row.keys() >= ROW for row in rows.values())
    lapsed = {key: rows["lapsed"][key] for key in ROW - {"person", "reasons", "quiet_probability", "strength", "score"}}
    assert lapsed == {
        "name": "Katherine O'Neil", "group": "lapsed", "silent_days": 2120, "contact_days": 13, "days_in": 6,
        "days_out": 7, "longest_gap_days": 543, "conversations": 7, "first_contact": "2016-03-01",
        "last_contact": "2021-02-01", "channels": ["mail", "linkedin"],
    }  # fmt: skip
    stranger = rows["stranger"]
    unknown = ("quiet_probability", "score", "silent_days", "first_contact", "last_contact")
    assert {key: stranger[key] for key in unknown} == dict.fromkeys(unknown)
    assert (stranger["strength"], stranger["contact_days"]) == (0, 0)


def test_draft_tells_what_every_sentence_stands_on(program: Program) -> None:
    (draft,) = program.json("draft", "katie@harbour.example", "--as-of", AS_OF)
    assert kinds(draft, "profile") == {
        "id": "int", "person": "int", "name": "str", "template": "str", "language": "str", "to": "str",
        "subject": "str", "body": "str", "evidence": "list", "outcome": "NoneType", "outcome_day": "NoneType",
        "edited_at": "NoneType", "lint": "list", "ideas": "list",
    }  # fmt: skip
    assert (draft["to"], draft["language"]) == ("katie@harbour.example", "en")
    said = {"sentence": "str", "fact": "str", "sources": "list"}
    assert all(kinds(each, "origin") == said for each in draft["evidence"])
    assert all((each["origin"] is None) == (each["fact"] in ("wish", "about me")) for each in draft["evidence"])
    sources = [source for each in draft["evidence"] for source in each["sources"]]
    assert all(kinds(source, "record") == {"export": "str", "member": "str"} for source in sources)
    assert {Path(source["export"]).name for source in sources} >= {"mail.mbox"}
    assert program.json("draft", "katie@harbour.example", "--as-of", AS_OF) == [draft]


def test_draft_without_a_name_takes_the_top_three(paths: list[Path], tmp_path: Path) -> None:
    program = Program(tmp_path / "reconnect.db")
    program.json("import", *map(str, paths))
    top = program.json("forgotten", "--limit", "3", "--as-of", AS_OF)["rows"]
    drafts = program.json("draft", "--as-of", AS_OF)
    assert [draft["person"] for draft in drafts] == [row["person"] for row in top]
    assert [row["group"] for row in top] == ["lapsed", "unanswered", "stranger"]
    assert [draft["template"].split("/")[0].removesuffix("-message") for draft in drafts] == [
        row["group"] for row in top
    ]
    assert program.json("draft", "--as-of", AS_OF) == drafts


def test_problems_name_the_record(program: Program) -> None:
    problems = program.json("problems")
    assert [{**problem, "import": None} for problem in problems] == [
        {"import": None, "member": "contacts.vcf", "record": 4, "reason": problems[0]["reason"]}
    ]
    assert "NOTE;x" in problems[0]["reason"]


def test_me_tells_the_evidence(program: Program) -> None:
    rows = program.json("me")
    assert all(kinds(row) == {"value": "str", "kind": "str", "evidence": "str", "decided_by": "str"} for row in rows)
    assert {(row["kind"], row["value"], row["decided_by"]) for row in rows} >= {
        ("email", "ines@duarte.example", "found"), ("name", "Ines Duarte", "found"),
    }  # fmt: skip


def test_what_the_user_says_about_me_comes_first(tmp_path: Path) -> None:
    program = Program(tmp_path / "a.db")
    program.run("import", str(write_mbox(tmp_path / "mail.mbox")))
    assert program.run("me", "add", "old@duarte.example").exit_code == 0
    assert program.run("me", "remove", "ines@duarte.example").exit_code == 0
    values = {(row["value"], row["decided_by"]) for row in program.json("me")}
    assert ("old@duarte.example", "user") in values
    assert "ines@duarte.example" not in {value for value, _ in values}


def test_strict_ends_with_1_where_something_could_not_be_read(tmp_path: Path, paths: list[Path]) -> None:
    program = Program(tmp_path / "a.db")
    assert program.run("import", "--strict", str(paths[0])).exit_code == 0
    assert program.run("import", "--strict", str(paths[1])).exit_code == 1


def test_a_dry_run_tells_all_and_stores_nothing(tmp_path: Path) -> None:
    program = Program(tmp_path / "a.db")
    program.run("import", str(write_mbox(tmp_path / "a.mbox")))
    more = write_mbox(tmp_path / "b.mbox", exchanged("Bela Nagy <bela@nagy.example>", ["2020-01-01"], "Hives"))
    before = (program.json("people"), program.json("imports"))
    dry = program.json("import", "--dry-run", str(more))
    assert (program.json("people"), program.json("imports")) == before
    assert (dry.pop("would_add"), dry.pop("would_change")) == ([], [])
    wet = program.json("import", str(more))
    for run in (dry, wet):
        run["imports"][0].pop("seconds")
    assert dry == wet


def test_a_dry_run_tells_every_contact_that_would_come_and_every_field_that_would_change(tmp_path: Path) -> None:
    program = Program(tmp_path / "a.db")
    before = card("Amara Osei", "UID:a", "ORG:Acme", "EMAIL:amara@a.example")
    after = card("Amara Osei", "UID:a", "ORG:Harbour Studio", "TITLE:Potter", "EMAIL:amara@a.example")
    more = card("Bo Lund", "UID:b", "EMAIL:bo@b.example", "TEL:+46 555 0100")
    program.run("import", str(write_cards(tmp_path / "contacts-2024-05-03.vcf", [before])))
    newer = write_cards(tmp_path / "contacts-2026-11-18.vcf", [after, more])
    dry = program.json("import", "--dry-run", str(newer))
    assert dry["would_add"] == [
        {"importer": "vcard", "name": "Bo Lund", "points": ["bo@b.example", "+46 555 0100"]},
    ]  # fmt: skip
    fields = [
        {"field": "organization", "before": "Acme", "after": "Harbour Studio"},
        {"field": "title", "before": None, "after": "Potter"},
    ]
    assert dry["would_change"] == [{"importer": "vcard", "name": "Amara Osei", "fields": fields}]
    told = program.run("import", "--dry-run", str(newer)).stdout
    assert "Would add\n  Bo Lund  vcard  bo@b.example, +46 555 0100\nWould change\n" in told
    assert "organization: Acme -> Harbour Studio; title: nothing ->" in told
    assert told.endswith("This was a dry run: nothing was stored.\n")


def test_news_between_two_exports_is_told_once_and_stays_with_the_person(tmp_path: Path) -> None:
    program = Program(tmp_path / "a.db")
    for day, work in (("2024-05-03", "Acme"), ("2026-11-18", "Harbour Studio")):
        amara = card("Amara Osei", "UID:a", f"ORG:{work}", "TITLE:Designer")
        told = program.json("import", str(write_cards(tmp_path / f"contacts-{day}.vcf", [amara])))
    assert told["news"] == [
        {
            "person": 1, "name": "Amara Osei", "what": "work", "before": "Designer, Acme", "until": "2024-05-03",
            "after": "Designer, Harbour Studio", "since": "2026-11-18", "import": 2,
        }
    ]  # fmt: skip
    assert program.json("import", str(tmp_path / "contacts-2026-11-18.vcf"))["news"] == []
    assert "  before  Designer, Acme (seen 3 May 2024)\n" in program.run("show", "amara").stdout


def test_a_name_that_several_people_have_lists_them(tmp_path: Path) -> None:
    program = Program(tmp_path / "a.db")
    cards = [card("John Smith", f"EMAIL:{address}", f"UID:{address}") for address in ("ana@a.example", "am@b.example")]
    program.run("import", str(write_cards(tmp_path / "a.vcf", cards)))
    done = program.run("show", "john smith")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "john smith: 2 people fit: John Smith (1, am@b.example), John Smith (2, ana@a.example); "
        "name one by its number\n"
    )
    assert program.run("show", "am@b.example").exit_code == 0


@pytest.mark.parametrize("command", ["people", "review", "me", "imports", "problems", "drafts", "draft"])
def test_a_question_before_any_import_says_what_to_do(command: str, tmp_path: Path) -> None:
    done = Program(tmp_path / "none.db").run(command)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"{tmp_path / 'none.db'}: nothing has been imported yet; say: reconnect import PATH\n"

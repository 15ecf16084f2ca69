"""Every claim of a letter is found again in the export that it names."""

from __future__ import annotations

from pathlib import Path

from evidence_found import looked_up, unproven
from invented import AS_OF, NOW, take_in

from reconnect.archive import Archive
from reconnect.archive.drafting import Background, situation
from reconnect.archive.outbox import draft_from

SAMPLE = Path(__file__).parents[2] / "samples" / "archive"


def test_every_claim_of_every_letter_is_found_again_and_no_two_letters_are_alike(archive: Archive) -> None:
    take_in(archive, SAMPLE)
    rows = archive.report(AS_OF, 0).rows
    people = [archive.person(str(row.person)) for row in rows]
    drafts = {row["person"]: draft_from(row) for row in archive.draft(people, AS_OF, NOW)}
    with archive.reading() as conn:
        background = Background.of(conn, [person["id"] for person in people], AS_OF)
        facts = {person["id"]: situation(conn, person, background).facts for person in people}
    found = looked_up({source for told in facts.values() for fact in told for source in fact.sources})
    assert len(drafts) == len(rows) > 30
    assert [each for id, draft in drafts.items() for each in unproven(draft, facts[id], found)] == []
    assert len({draft.body for draft in drafts.values()}) == len(drafts)
    assert sum(len(one.sources) for draft in drafts.values() for one in draft.evidence) > 50

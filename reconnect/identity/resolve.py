"""Who is who: contacts and decisions in, people, links and questions out, the same for any order of the input.

A wrong join is worse than a missed one, so only what is as good as certain joins alone. Rules that need more than
identifiers, such as how rare a name is, can join after these through the same clusters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from importers.records import Contact
from reconnect.identity.by_name import NamesAlike
from reconnect.identity.candidates import candidates, compare
from reconnect.identity.clusters import Clusters
from reconnect.identity.digests import digest_of_name
from reconnect.identity.everybody import Everybody
from reconnect.identity.forms import NAMES_ONLY, forms_of, shown_in_service
from reconnect.identity.identifiers import Identifier, identifiers_of
from reconnect.identity.match import JOIN, Match, doubts, matches
from reconnect.identity.names import Name, name_of
from reconnect.identity.normal import normal_company
from reconnect.identity.questions import questions
from reconnect.identity.resolution import Decision, KnownContact, Link, Resolution, Verdict

_Evidence = tuple[int, int, str, str]
"""Two contacts of one person, by their index, the rule that joins them, and why, in words."""


def resolve(
    contacts: Sequence[KnownContact], decisions: Sequence[Decision] = (), home_region: str | None = None
) -> Resolution:
    """Return the people behind contacts.

    `decisions` are obeyed before any rule. `home_region` is the country of local telephone numbers, such as "DE".
    """
    forms = forms_of(contacts, [0] * len(contacts), home_region)
    names = {digest_of_name(name): name for known in contacts if (name := known.borne)}
    everybody = Everybody(forms, compare(candidates(forms.blocks), names))
    return resolve_among(everybody, contacts, decisions, home_region)


def resolve_among(
    everybody: Everybody,
    contacts: Sequence[KnownContact],
    decisions: Sequence[Decision] = (),
    home_region: str | None = None,
) -> Resolution:
    """Return the people behind some of all contacts, who are whole neighbourhoods; as `resolve` does for all."""
    known = sorted(contacts, key=lambda x: x.stable)
    names = [_name(x, everybody.companies) for x in known]
    clusters = Clusters(known, names)
    found = sorted(_matches(known, names, home_region), key=lambda match: match.strength)
    told = list(_as_decided(clusters, known, decisions))
    of_service = [*_of_one_mailbox(clusters, known, names), *_by_name_in_one_service(clusters, known, names)]
    _join_by_identifier(clusters, found)
    alike = NamesAlike(known, names, clusters, doubts(found), everybody)
    by_name = [(each.a, each.b, each.rule, each.evidence) for each in alike.join()]
    shared = _sharing(clusters, found)
    return Resolution(
        people=tuple(tuple(known[i].id for i in members) for members in clusters.people()),
        links=tuple(_forest(chain(of_service, shared, by_name, told), known)),
        questions=tuple(questions(found, alike.left(), clusters, known)),
    )


def _name(known: KnownContact, companies: frozenset[str]) -> Name:
    """Return the name of a contact; a role mailbox may bear that of a company that only others tell of."""
    may_be = companies and known.contact.emails and normal_company(known.contact.formatted_name) in companies
    return name_of(known.contact, companies) if may_be else known.name


def _matches(known: Sequence[KnownContact], names: Sequence[Name], home_region: str | None) -> Iterator[Match]:
    holders: dict[Identifier, list[int]] = defaultdict(list)
    for i, one in enumerate(known):
        for identifier in identifiers_of(one, home_region):
            holders[identifier].append(i)
    for identifier, indices in holders.items():
        if len(indices) > 1:
            yield from matches(identifier, indices, names)


def _as_decided(
    clusters: Clusters, known: Sequence[KnownContact], decisions: Sequence[Decision]
) -> Iterator[_Evidence]:
    index = {(x.importer, x.key): i for i, x in enumerate(known)}
    verdicts: dict[tuple[int, int], Verdict] = {}
    for decision in decisions:
        if decision.a in index and decision.b in index:
            a, b = sorted((index[decision.a], index[decision.b]))
            verdicts[a, b] = decision.verdict
    told = sorted(verdicts.items())
    for (a, b), verdict in told:
        if verdict == "not":
            clusters.keep_apart(a, b)
    for (a, b), verdict in told:
        if verdict == "same" and clusters.join_as_told(a, b):
            yield a, b, "decision", "joined by you"


def _of_one_mailbox(clusters: Clusters, known: Sequence[KnownContact], names: Sequence[Name]) -> Iterator[_Evidence]:
    """Join correspondents of one address whose display names tell nothing, since they are empty or the address."""
    first: dict[str, int] = {}
    for i, one in enumerate(known):
        if one.importer == "mail" and names[i].kind == "none" and one.contact.emails:
            address = one.contact.emails[0].lower()
            if clusters.join(first.setdefault(address, i), i):
                yield first[address], i, "mailbox", f"one mailbox, {address}, and no name"


def _by_name_in_one_service(
    clusters: Clusters, known: Sequence[KnownContact], names: Sequence[Name]
) -> Iterator[_Evidence]:
    """Join who is only named in a service with the one who is listed there under exactly that full name, if unique."""
    listed: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, one in enumerate(known):
        if one.importer in NAMES_ONLY and _is_listed(one.contact):
            listed[one.importer, shown_in_service(one)].append(i)
    for i, one in enumerate(known):
        if one.importer not in NAMES_ONLY or not _is_only_named(one.contact) or names[i].kind != "full":
            continue
        candidates = listed.get((one.importer, shown_in_service(one)), [])
        if len(candidates) == 1 and clusters.join(candidates[0], i):
            evidence = f"the only {one.contact.formatted_name} among your {one.importer} contacts"
            yield candidates[0], i, f"{one.importer} name", evidence


def _is_listed(contact: Contact) -> bool:
    return bool(contact.since or contact.urls)


def _is_only_named(contact: Contact) -> bool:
    return not (contact.since or contact.urls or contact.emails or contact.phones)


def _join_by_identifier(clusters: Clusters, found: Sequence[Match]) -> None:
    """Try each contact on the right of a match with those on the left, until it is with one of them."""
    for match in found:
        for b in match.right if match.score == JOIN else ():
            for a in match.left:
                if a != b and (clusters.at(a) is clusters.at(b) or clusters.join(a, b)):
                    break


def _sharing(clusters: Clusters, found: Sequence[Match]) -> Iterator[_Evidence]:
    """Yield what is shared by contacts of one person, whether they were joined by that or by word of the owner."""
    for match in found:
        for b in match.right if match.score == JOIN else ():
            a = next((a for a in match.left if a != b and clusters.first(a) == clusters.first(b)), None)
            if a is not None:
                yield a, b, match.rule, match.evidence


def _forest(evidence: Iterable[_Evidence], known: Sequence[KnownContact]) -> Iterator[Link]:
    """Yield the first evidence that links each contact to the rest of its person."""
    parents: dict[int, int] = {}

    def root(contact: int) -> int:
        while contact in parents:
            contact = parents[contact]
        return contact

    for a, b, rule, words in evidence:
        one, other = root(a), root(b)
        if one != other:
            parents[max(one, other)] = min(one, other)
            yield Link(known[a].id, known[b].id, rule, words)

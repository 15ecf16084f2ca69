"""Where people work, by their company and by the domain of their address: colleagues of one name are few.

A domain is a company's where its name says so, or where several people show both together. Mailboxes that anyone can
have tell nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np

from reconnect.identity.digests import Flags, Ints, are_in, digest
from reconnect.identity.mailboxes import domain_of, is_relay
from reconnect.identity.namesakes import of_step, stepped
from reconnect.identity.normal import fold, normal_company, normal_email
from reconnect.identity.resolution import KnownContact
from reconnect.identity.words import words_of

SHORTEST_LABEL = 5
"""A longer label of a domain may be the beginning of a company's name, or that of it."""

FEWEST_TOGETHER, SHARE_TOGETHER = 2, 0.3

NO_COMPANIES = words_of(
    "freelance freelancer freelancing selfemployed self selbststandig selbstandig freiberuflich freiberufler"
    " independent independant consultant student studentin retired rentner pensioner unemployed confidential stealth"
    " stealthstartup na none nocompany private privat home family work various unknown indipendente libreprofesional"
    " autonomo jubilado etudiant"
)
"""What stands in the field for the company and names none."""

OF_MANY = words_of(
    "american national global united general international first royal european federal central northern southern"
    " western eastern world online digital university universal standard premier pacific atlantic british german"
    " deutsche"
)
"""Words with which the names of many companies begin."""

PUBLIC_EVERYWHERE = words_of("yahoo ymail hotmail live outlook msn gmx gmail googlemail icloud aol protonmail")
PUBLIC = words_of(
    "vodafone.de vodafonemail.de chello.at gmail.com googlemail.com yahoo.com yahoo.co.uk yahoo.fr yahoo.de"
    " yahoo.es yahoo.it yahoo.co.jp yahoo.com.br ymail.com rocketmail.com hotmail.com hotmail.co.uk hotmail.fr"
    " hotmail.de hotmail.es hotmail.it live.com live.co.uk live.fr live.de outlook.com outlook.de outlook.fr"
    " outlook.es msn.com aol.com aim.com icloud.com me.com mac.com gmx.de gmx.net gmx.com gmx.at gmx.ch web.de"
    " freenet.de t-online.de arcor.de online.de mail.de posteo.de mailbox.org orange.fr free.fr laposte.net"
    " wanadoo.fr sfr.fr neuf.fr libero.it virgilio.it alice.it tiscali.it tin.it telefonica.net terra.es mail.ru"
    " yandex.ru yandex.com rambler.ru bk.ru list.ru inbox.ru ukr.net i.ua meta.ua bigmir.net qq.com 163.com 126.com"
    " sina.com sina.cn foxmail.com naver.com hanmail.net daum.net rediffmail.com comcast.net verizon.net att.net"
    " sbcglobal.net bellsouth.net cox.net charter.net earthlink.net btinternet.com sky.com virginmedia.com"
    " ntlworld.com talktalk.net bigpond.com optusnet.com.au shaw.ca rogers.com sympatico.ca telus.net bluewin.ch"
    " sunrise.ch hispeed.ch protonmail.com proton.me pm.me tutanota.com tuta.io fastmail.com fastmail.fm hey.com"
    " zoho.com mail.com email.com uol.com.br bol.com.br terra.com.br ig.com.br seznam.cz centrum.cz email.cz wp.pl"
    " onet.pl o2.pl interia.pl op.pl abv.bg freemail.hu citromail.hu telenet.be skynet.be ziggo.nl kpnmail.nl"
    " xs4all.nl home.nl planet.nl"
)


class Workplaces:
    """The workplaces that contacts have in common, and how many people work at each.

    `contact` and `place` are rows of who told which place: the number of a contact, and the digest of one of `texts`.
    `names` are the digests of all contacts' names, 0 for none, which are those of so many `people`. Afterwards the rows
    hold the companies too that a domain stands for, and `steps` tell of each row which share of the people works there.
    """

    def __init__(self, contact: Ints, place: Ints, texts: Mapping[int, str], names: Ints, people: int) -> None:
        domains = {x: text.removeprefix("@") for x, text in texts.items() if text.startswith("@")}
        companies = {x: text for x, text in texts.items() if x not in domains and text not in NO_COMPANIES}
        at_domain, at_company = (are_in(place, np.array(list(places), np.int64)) for places in (domains, companies))
        found = _told_together(contact, place, at_domain, at_company)
        known = sorted(companies.values())
        for domain, text in domains.items():
            found[domain] |= {digest(company) for company in _named(fold(text.split(".")[0]), known)}
        self._of_domain = {
            text: frozenset((f"@{text}", *(texts[company] for company in found[domain])))
            for domain, text in domains.items()
        }
        is_place = at_domain | at_company
        also = _expanded(contact[at_domain], place[at_domain], found)
        self.contact, self.place = _once(np.append(contact[is_place], also[0]), np.append(place[is_place], also[1]))
        self.steps = stepped(np.maximum(2, _different(self.place, names[self.contact])) / people)
        self._steps = dict(zip(map(texts.__getitem__, self.place.tolist()), self.steps.tolist(), strict=True))

    def of(self, known: KnownContact) -> frozenset[str]:
        """Return the workplaces of a contact, as a company's name compares, or a domain behind @."""
        company = _company(known)
        return frozenset((company,) if company else ()).union(*(self._of_domain[x] for x in _domains(known)))

    def share(self, place: str) -> float:
        """Return which share of all people works at a place, two at least."""
        return of_step(self._steps[place])


def places_told(known: KnownContact) -> Iterator[str]:
    """Yield the company that a contact names, as it compares, and the domains of its addresses behind @."""
    if company := normal_company(known.contact.organization):
        yield company
    yield from (f"@{domain}" for domain in sorted(_domains(known)))


def _told_together(contact: Ints, place: Ints, at_domain: Flags, at_company: Flags) -> dict[int, set[int]]:
    """Return of each domain the companies that enough of those name who have an address there; all are digests."""
    company = np.zeros(int(contact.max(initial=-1)) + 1, np.int64)
    company[contact[at_company]] = place[at_company]
    domains, seen = np.unique(place[at_domain], return_counts=True)
    times = Counter(zip(place[at_domain].tolist(), company[contact[at_domain]].tolist(), strict=True))
    found: dict[int, set[int]] = {domain: set() for domain in domains.tolist()}
    often = dict(zip(domains.tolist(), seen.tolist(), strict=True))
    for (domain, both), number in times.items():
        if both and number >= FEWEST_TOGETHER and number >= SHARE_TOGETHER * often[domain]:
            found[domain].add(both)
    return found


def _expanded(contact: Ints, domain: Ints, found: Mapping[int, Collection[int]]) -> tuple[Ints, Ints]:
    """Return rows of who has an address at a domain for each company that the domain stands for."""
    further = [(each, company) for each in sorted(found) for company in found[each]]
    of, company = np.array(further, np.int64).reshape(-1, 2).T
    first = np.searchsorted(of, domain)
    times = np.searchsorted(of, domain, "right") - first
    nth = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    return np.repeat(contact, times), company[np.repeat(first, times) + nth]


def _once(contact: Ints, place: Ints) -> tuple[Ints, Ints]:
    order = np.lexsort((place, contact))
    contact, place = contact[order], place[order]
    is_new = np.append(True, (contact[1:] != contact[:-1]) | (place[1:] != place[:-1]))[: len(contact)]
    return contact[is_new], place[is_new]


def _different(place: Ints, name: Ints) -> Ints:
    """Return of each row how many different names the place has."""
    of, _ = _once(place[name != 0], name[name != 0])
    places, numbers = np.unique(of, return_counts=True)
    at = np.searchsorted(places, place)
    is_there = np.append(places, 0)[at] == place
    return np.where(is_there, np.append(numbers, 0)[at], 0)


def _domains(known: KnownContact) -> frozenset[str]:
    addresses = (normal_email(text) for text in known.contact.emails)
    return frozenset(
        domain for each in addresses if each and not is_relay(each) and not is_public(domain := domain_of(each))
    )


def is_public(domain: str) -> bool:
    """Tell whether anybody can have a mailbox at a domain."""
    return domain in PUBLIC or domain.partition(".")[0] in PUBLIC_EVERYWHERE


def _named(label: str, companies: Sequence[str]) -> Iterator[str]:
    """Yield the companies, which are sorted, that a domain's label names: acme's, and harbour's Harbour Studio."""
    start = bisect_left(companies, label)
    if start < len(companies) and companies[start] == label:
        yield label
    if len(label) <= SHORTEST_LABEL or label in OF_MANY:
        return
    for company in map(companies.__getitem__, range(start, len(companies))):
        if not company.startswith(label):
            break
        if len(label) < len(company) <= 2 * len(label):
            yield company
    for length in range(max(SHORTEST_LABEL + 1, (len(label) + 1) // 2), len(label)):
        place = bisect_left(companies, label[:length])
        if place < len(companies) and companies[place] == label[:length] not in OF_MANY:
            yield companies[place]


def _company(known: KnownContact) -> str:
    company = normal_company(known.contact.organization)
    return "" if company in NO_COMPANIES else company


def have_different_addresses(
    one: Iterable[int], other: Iterable[int], places: Sequence[frozenset[str]], addresses: Sequence[frozenset[str]]
) -> bool:
    """Tell whether two people have no address in common in a domain in which both have one.

    They are given as their contacts, by the index of each; `places` and `addresses` are those of every contact.
    """
    here, there = _at_domains(one, places, addresses), _at_domains(other, places, addresses)
    return any(here[domain].isdisjoint(there[domain]) for domain in here.keys() & there.keys())


def _at_domains(
    contacts: Iterable[int], places: Sequence[frozenset[str]], addresses: Sequence[frozenset[str]]
) -> dict[str, set[str]]:
    """Return the addresses at each domain that is a workplace."""
    found: dict[str, set[str]] = {}
    for contact in contacts:
        for address in addresses[contact] if places[contact] else ():
            if f"@{domain_of(address)}" in places[contact]:
                found.setdefault(domain_of(address), set()).add(address)
    return found

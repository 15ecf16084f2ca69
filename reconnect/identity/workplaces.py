"""Where people work, by their company and by the domain of their address: colleagues of one name are few.

A domain is a company's where its name says so, or where several people show both together. Mailboxes that anyone can
have tell nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from reconnect.identity.mailboxes import domain_of, is_relay
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
    """The workplaces of contacts, each contact known by its index."""

    def __init__(self, contacts: Sequence[KnownContact]) -> None:
        companies = [_company(each) for each in contacts]
        domains_of = [_domains(each) for each in contacts]
        company_of = _companies_of_domains(companies, domains_of)
        self.of: list[frozenset[str]] = [
            frozenset(filter(None, (company, *(place for domain in domains for place in company_of[domain]))))
            for company, domains in zip(companies, domains_of, strict=True)
        ]


def _domains(known: KnownContact) -> frozenset[str]:
    addresses = (normal_email(text) for text in known.contact.emails)
    return frozenset(
        domain for each in addresses if each and not is_relay(each) and not _is_public(domain := domain_of(each))
    )


def _is_public(domain: str) -> bool:
    return domain in PUBLIC or domain.partition(".")[0] in PUBLIC_EVERYWHERE


def _companies_of_domains(companies: Sequence[str], domains: Sequence[frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return what places an address at each domain stands for: the domain itself and the companies that it is."""
    seen = Counter(domain for each in domains for domain in each)
    both = Counter(
        (domain, company) for company, each in zip(companies, domains, strict=True) if company for domain in each
    )
    known = sorted(set(filter(None, companies)))
    found = {domain: frozenset({f"@{domain}", *_named(fold(domain.split(".")[0]), known)}) for domain in seen}
    for (domain, company), times in both.items():
        if times >= FEWEST_TOGETHER and times >= SHARE_TOGETHER * seen[domain]:
            found[domain] |= {company}
    return found


def _named(label: str, companies: Sequence[str]) -> Iterator[str]:
    """Yield the companies, which are sorted, that a domain's label names: acme's, and harbour's Harbour Studio."""
    start = bisect_left(companies, label)
    if start < len(companies) and companies[start] == label:
        yield label
    if len(label) <= SHORTEST_LABEL or label in OF_MANY:
        return
    for company in islice(companies, start, None):
        if not company.startswith(label) or len(company) > 2 * len(label):
            break
        if company != label:
            yield company
    for length in range(max(SHORTEST_LABEL + 1, (len(label) + 1) // 2), len(label)):
        place = bisect_left(companies, label[:length])
        if place < len(companies) and companies[place] == label[:length] not in OF_MANY:
            yield companies[place]


def _company(known: KnownContact) -> str:
    company = normal_company(known.contact.organization)
    return "" if company in NO_COMPANIES else company


def have_different_addresses(
    one: Iterable[int], other: Iterable[int], workplaces: Workplaces, addresses: Sequence[frozenset[str]]
) -> bool:
    """Tell whether two people have no address in common in a domain in which both have one.

    They are given as their contacts, by the index of each; `addresses` are those of every contact.
    """
    here, there = _at_domains(one, workplaces, addresses), _at_domains(other, workplaces, addresses)
    return any(here[domain].isdisjoint(there[domain]) for domain in here.keys() & there.keys())


def _at_domains(
    contacts: Iterable[int], workplaces: Workplaces, addresses: Sequence[frozenset[str]]
) -> dict[str, set[str]]:
    """Return the addresses at each domain that is a workplace."""
    found: dict[str, set[str]] = {}
    for contact in contacts:
        for address in addresses[contact] if workplaces.of[contact] else ():
            if f"@{domain_of(address)}" in workplaces.of[contact]:
                found.setdefault(domain_of(address), set()).add(address)
    return found

"""Where people work, by their company and by the domain of their address: colleagues of one name are few.

A domain is a company's where its name says so, or where several people show both together. Mailboxes that anyone can
have tell nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from reconnect.identity.mailboxes import domain_of, is_relay
from reconnect.identity.normal import fold, normal_company, normal_email
from reconnect.identity.resolution import KnownContact
from reconnect.identity.words import words_of

SHORTEST_LABEL = 5
"""A longer label of a domain may be the beginning of a company's name, or that of it."""

FEWEST_TOGETHER, SHARE_TOGETHER = 2, 0.3

PUBLIC = words_of(
    "gmail.com googlemail.com yahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.es yahoo.it yahoo.co.jp yahoo.com.br"
    " ymail.com rocketmail.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de hotmail.es hotmail.it live.com"
    " live.co.uk live.fr live.de outlook.com outlook.de outlook.fr outlook.es msn.com aol.com aim.com icloud.com"
    " me.com mac.com gmx.de gmx.net gmx.com gmx.at gmx.ch web.de freenet.de t-online.de arcor.de online.de mail.de"
    " posteo.de mailbox.org orange.fr free.fr laposte.net wanadoo.fr sfr.fr neuf.fr libero.it virgilio.it alice.it"
    " tiscali.it tin.it telefonica.net terra.es mail.ru yandex.ru yandex.com rambler.ru bk.ru list.ru inbox.ru ukr.net"
    " i.ua meta.ua bigmir.net qq.com 163.com 126.com sina.com sina.cn foxmail.com naver.com hanmail.net daum.net"
    " rediffmail.com comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net"
    " btinternet.com sky.com virginmedia.com ntlworld.com talktalk.net bigpond.com optusnet.com.au shaw.ca rogers.com"
    " sympatico.ca telus.net bluewin.ch sunrise.ch hispeed.ch protonmail.com proton.me pm.me tutanota.com tuta.io"
    " fastmail.com fastmail.fm hey.com zoho.com mail.com email.com uol.com.br bol.com.br terra.com.br ig.com.br"
    " seznam.cz centrum.cz email.cz wp.pl onet.pl o2.pl interia.pl op.pl abv.bg freemail.hu citromail.hu telenet.be"
    " skynet.be ziggo.nl kpnmail.nl xs4all.nl home.nl planet.nl"
)


class Workplaces:
    """The workplaces of contacts, each contact known by its index."""

    def __init__(self, contacts: Sequence[KnownContact]) -> None:
        companies = [normal_company(each.contact.organization) for each in contacts]
        domains_of = [_domains(each) for each in contacts]
        company_of = _companies_of_domains(companies, domains_of)
        self.of: list[frozenset[str]] = [
            frozenset(filter(None, (company, *(place for domain in domains for place in company_of[domain]))))
            for company, domains in zip(companies, domains_of, strict=True)
        ]


def _domains(known: KnownContact) -> frozenset[str]:
    addresses = (normal_email(text) for text in known.contact.emails)
    return frozenset(
        domain_of(each) for each in addresses if each and not is_relay(each) and domain_of(each) not in PUBLIC
    )


def _companies_of_domains(companies: Sequence[str], domains: Sequence[frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return what places an address at each domain stands for: the domain itself and the companies that it is."""
    seen = Counter(domain for each in domains for domain in each)
    both = Counter(
        (domain, company) for company, each in zip(companies, domains, strict=True) if company for domain in each
    )
    beginning: dict[str, list[str]] = defaultdict(list)
    for company in sorted(set(filter(None, companies))):
        beginning[company[: SHORTEST_LABEL + 1]].append(company)
    found: dict[str, frozenset[str]] = {}
    for domain in seen:
        label = fold(domain.split(".")[0])
        alike = beginning.get(label[: SHORTEST_LABEL + 1], ())
        found[domain] = frozenset({f"@{domain}", *(company for company in alike if _is_label_of(label, company))})
    for (domain, company), times in both.items():
        if times >= FEWEST_TOGETHER and times >= SHARE_TOGETHER * seen[domain]:
            found[domain] |= {company}
    return found


def _is_label_of(label: str, company: str) -> bool:
    """Tell whether a domain's label names a company: acme.example is Acme's, and harbourstudio.example Harbour's."""
    return label == company or (
        len(label) > SHORTEST_LABEL and (company.startswith(label) or label.startswith(company))
    )

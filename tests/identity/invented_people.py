"""Invented contacts, short to write: the importer, the name, and what else the test is about."""

from __future__ import annotations

from typing import Any

from importers.records import Contact, Origin
from reconnect.identity import Decision, KnownContact, Link, resolve


def contact(name: str = "", *, key: str = "", **fields: Any) -> Contact:
    return Contact(key=key or name, origin=Origin("contacts.vcf", 1), formatted_name=name, **fields)


def known(id: int, importer: str = "vcard", name: str = "", **fields: Any) -> KnownContact:
    key = fields.pop("key", f"{name} {id:03}")
    return KnownContact(id, importer, key, contact(name, key=key, **fields))


def mail(id: int, name: str, address: str) -> KnownContact:
    return known(id, "mail", name, emails=(address,))


def friend(id: int, name: str, **fields: Any) -> KnownContact:
    return known(id, "facebook", name, since="2015-04-01", **fields)


def told(a: KnownContact, b: KnownContact, verdict: Any) -> Decision:
    return Decision((a.importer, a.key), (b.importer, b.key), verdict)


def people_of(*contacts: KnownContact, decisions: tuple[Decision, ...] = ()) -> tuple[tuple[int, ...], ...]:
    return resolve(contacts, decisions).people


def links_of(*contacts: KnownContact) -> tuple[Link, ...]:
    return resolve(contacts).links

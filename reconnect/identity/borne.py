"""Under which full name a contact may be known elsewhere, if that tells who it is."""

from __future__ import annotations

from importers.records import Contact
from reconnect.identity.mailboxes import is_machine, is_relayed
from reconnect.identity.names import Name, name_in_address
from reconnect.identity.normal import normal_email
from reconnect.identity.words import TASKS


def name_borne(contact: Contact, name: Name) -> Name | None:
    """Return the full name that a contact bears: `name`, or, where that tells nothing, what its address spells.

    None for machines, and for what somebody does, such as Customer Service, which is the name of many.
    """
    borne = name if name.kind != "none" else _in_address(contact)
    if borne.kind != "full" or not TASKS.isdisjoint((borne.given, borne.family)) or _is_robot(contact):
        return None
    return borne


def _in_address(contact: Contact) -> Name:
    addresses = contact.emails
    return name_in_address(addresses[0]) if len(addresses) == 1 and normal_email(addresses[0]) else Name("none")


def _is_robot(contact: Contact) -> bool:
    """Tell whether no human being writes from a contact's address, whatever name a service or a list puts before it."""
    if contact.kind != "individual":
        return True
    addresses = [normal_email(text) for text in contact.emails]
    return bool(addresses) and (all(map(is_machine, addresses)) or is_relayed(contact.formatted_name))

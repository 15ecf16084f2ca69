"""What a service calls itself, in every language."""

from __future__ import annotations

from reconnect.drafts.facts import Fact

SERVICES = {
    "linkedin": "LinkedIn", "facebook": "Facebook", "instagram": "Instagram", "google": "Google", "outlook": "Outlook",
}  # fmt: skip


def service(fact: Fact) -> str:
    """Return a service's name as it writes it itself."""
    return SERVICES.get(fact.value.lower(), fact.value)

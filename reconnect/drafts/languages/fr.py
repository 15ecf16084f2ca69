"""French: what is known of it so far."""

from __future__ import annotations

from reconnect.drafts.languages.base import Language

FRENCH = Language(
    code="fr",
    name="French",
    filters={},
    private=r"hôpital|maladie|église|baptême|élections?|facture|décès|obsèques|condoléances",
)

"""Spanish: what is known of it so far."""

from __future__ import annotations

from reconnect.drafts.languages.base import Language

SPANISH = Language(
    code="es",
    name="Spanish",
    filters={},
    private=r"enfermedad|iglesia|bautizo|elecciones|factura|pésame|falleci\w+",
)

"""German: what is known of it so far."""

from __future__ import annotations

from reconnect.drafts.languages.base import Language

GERMAN = Language(
    code="de",
    name="German",
    filters={},
    private=r"krebs|krank\w*|kirche|taufe|bundestagswahl|rechnung\w*|mahnung|schulden|gehalt|scheidung|trennung|beerdigung|beileid|trauer\w*|gestorben|verstorben",
)

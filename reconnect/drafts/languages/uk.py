"""Ukrainian: what is known of it so far."""

from __future__ import annotations

from reconnect.drafts.languages.base import Language

UKRAINIAN = Language(
    code="uk",
    name="Ukrainian",
    filters={},
    private=r"лікарн\w+|хвороб\w+|церкв\w+|вибор\w+|рахунок|борг\w*|розлучен\w+|похорон\w*|співчутт\w+|помер\w*|смерт\w+",
)

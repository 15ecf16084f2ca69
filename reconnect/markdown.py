r"""Foreign text in Markdown is text, whatever Markdown would make of it.

Beside the usual signs a backslash is escaped too, since it would undo the next escape; `://` and `www.` because some
readers make links of bare addresses; `&` and `~` for entities and struck-out text. Syntax: CommonMark 0.31, 2.4.
"""

from __future__ import annotations

import re

from reconnect.visible import visible

MEANT = re.compile(r"[\\`*_\[\]()<>#|&~]|:(?=//)|(?<=www)\.", re.IGNORECASE)


def escaped(text: str) -> str:
    """Return foreign text as Markdown that shows just this text, on one line."""
    return MEANT.sub(r"\\\g<0>", visible(text))

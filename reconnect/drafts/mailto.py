"""Drafts as one HTML page: a link that opens the letter in the mail program, and the text to copy for everybody else.

A link holds the whole letter, which some programs cut off (Windows takes about 2,000 characters), so the text always
stands below it. The page runs nothing and asks for nothing. mailto: RFC 6068.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote, urlencode

from reconnect.drafts import headers
from reconnect.drafts.addresses import parts
from reconnect.drafts.facts import Draft
from reconnect.drafts.plain import one_line, plain_text

_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Drafts</title>
<style>
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; border-left: .2rem solid; padding-left: 1rem }
h2, p { overflow-wrap: anywhere }
</style>
</head>
<body>
<h1>Drafts</h1>
<p>Nothing of this has been sent. Every letter is meant to be read and changed.</p>
"""


def write(drafts: Iterable[Draft]) -> str:
    """Return the page, a section a draft. Errors: UnwritableAddress."""
    return _HEAD + "".join(line + "\n" for draft in drafts for line in _section(draft)) + "</body>\n</html>\n"


def link(draft: Draft) -> str:
    """Return the mailto link of a draft that has an address. Errors: UnwritableAddress."""
    local, domain = parts(draft.to)
    fields = {"subject": headers.header_text(draft.subject), "in-reply-to": headers.message_id(draft.reply_to)}
    fields["body"] = plain_text(draft.body).strip("\n").replace("\n", "\r\n")
    told = urlencode({name: value for name, value in fields.items() if value}, quote_via=quote, safe="")
    return f"mailto:{quote(local, safe='')}@{domain}?{told}".removesuffix("?")


def _section(draft: Draft) -> Iterator[str]:
    yield f'<section>\n<h2 dir="auto">{_text(draft.name) or "Somebody without a name"}</h2>'
    if draft.to:
        yield f'<p><a href="{escape(link(draft))}">Write to {_text(draft.to)}</a></p>'
    elif draft.profile:
        yield f"<p>Copy the text into {_page(draft.profile)}</p>"
    else:
        yield "<p>No address is known; the text can be copied.</p>"
    if draft.subject:
        yield f"<p>Subject: <bdi>{_text(draft.subject)}</bdi></p>"
    body = escape(plain_text(draft.body).strip("\n"))
    yield f'<pre dir="auto" lang="{_text(draft.language)}">{body}</pre>\n</section>'


def _page(profile: str) -> str:
    url = headers.url(profile)
    is_page = url.startswith(("https://", "http://"))
    return f'<a href="{escape(url)}" rel="noreferrer">{_text(profile)}</a>' if is_page else _text(profile)


def _text(text: str) -> str:
    return escape(one_line(text))

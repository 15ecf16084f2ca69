"""Which folders of an account hold mail that was sent and received, told by their marks, or else by their names.

Gmail's "All Mail" holds all of that once; the like of it on other servers may hold the spam and the trash as well, and
is passed over for the folders themselves. Formats: RFC 3501, section 7.2.2 (LIST); RFC 6154 (marks for special uses).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

from imapclient import imap_utf7

from importers.mail.left_out import reason_by_names

_UNREADABLE = {"\\noselect", "\\nonexistent"}
_LEFT_OUT = {"\\drafts", "\\junk", "\\trash"}
_VIEWS = {"\\all", "\\flagged", "\\important"}
_KEPT = {"\\sent", "\\archive", "\\inbox"}
_TEMPLATES = {"templates", "vorlagen"}


def _folded(names: str) -> set[str]:
    return {name.strip().casefold() for name in names.split("|")}


_OUTBOX = _folded(
    """Outbox|Unsent Messages|Postausgang|Boîte d'envoi|Boîte d’envoi|Messages à envoyer|Bandeja de salida
    |Posta in uscita|Caixa de saída|A enviar|Postvak UIT|Utkorg|Udbakke|Utboks|Lähtevät|Skrzynka nadawcza
    |Do wysłania|Pošta k odeslání|Postázandó|Giden Kutusu|Исходящие|Вихідні|Εξερχόμενα|送信トレイ|发件箱|寄件匣
    |보낼 편지함"""
)
_SENT = _folded(
    """Sent|Sent Mail|Sent Items|Sent Messages|Gesendet|Gesendete Objekte|Gesendete Elemente|Envoyés|Messages envoyés
    |Éléments envoyés|Enviados|Elementos enviados|Posta inviata|Inviata|Itens enviados|Verzonden|Verzonden items
    |Skickat|Sendt|Lähetetyt|Wysłane|Odeslaná pošta|Odeslané|Elküldött|Gönderilmiş|Отправленные|Надіслані
    |Απεσταλμένα|送信済み|送信済みメール|已发送|已傳送郵件|보낸편지함"""
)


class Folder(NamedTuple):
    """A folder; `raw` is its name as the server writes it, `marks` are in lower case, `parts` are those of its name."""

    raw: bytes
    name: str
    marks: frozenset[str]
    parts: tuple[str, ...]


def listed(answer: Sequence[tuple[Any, Any, Any]]) -> list[Folder]:
    """Return the folders that IMAPClient lists, each once and by name, without those that cannot be opened."""
    folders = {each.raw: each for flags, delimiter, name in answer if (each := _folder(flags, delimiter, name))}
    readable = [each for each in folders.values() if not each.marks & _UNREADABLE]
    return sorted(readable, key=lambda each: each.name)


def _folder(flags: Sequence[Any], delimiter: bytes | None, name: bytes | str) -> Folder | None:
    raw = name.encode() if isinstance(name, str) else name  # one of digits alone comes as text
    if not isinstance(raw, bytes) or not raw:
        return None
    text = _text(raw)
    separator = delimiter.decode("latin-1") if isinstance(delimiter, bytes) else ""
    marks = frozenset(flag.decode("latin-1").lower() for flag in flags if isinstance(flag, bytes))
    return Folder(raw, text, marks, tuple(text.split(separator)) if separator else (text,))


def _text(raw: bytes) -> str:
    try:
        return str(imap_utf7.decode(raw))
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def wanted(folders: Sequence[Folder], path: str, has_gmail: bool) -> list[Folder]:
    """Return the folders to read: the one that the path of an address names, whatever it holds, or all that matter."""
    if path != "/":
        return [named(folders, path)]
    if has_gmail and (whole := [each for each in folders if "\\all" in each.marks]):
        return whole[:1]
    closed = [each.parts for each in folders if each.marks & _LEFT_OUT]
    return [each for each in folders if not each.marks & _VIEWS and not _is_left_out(each, closed)]


def _is_left_out(folder: Folder, closed: Sequence[tuple[str, ...]]) -> bool:
    if any(folder.parts[: len(parts)] == parts for parts in closed):
        return True
    if folder.marks & _KEPT:
        return False
    return bool(reason_by_names(folder.parts)) or folder.parts[-1].casefold() in _OUTBOX


def named(folders: Sequence[Folder], path: str) -> Folder:
    """Return the folder that the path of an address names, with `/` or what the server has between the parts."""
    try:
        name = unquote(path[1:], errors="surrogatepass")
    except UnicodeDecodeError:
        name = path[1:]
    for wanted in (name, name.rstrip("/")):
        for each in folders:
            if wanted in (each.name, "/".join(each.parts)) or wanted.upper() == each.name.upper() == "INBOX":
                return each
    writable = name.encode("utf-8", "replace").decode()
    return Folder(imap_utf7.encode(writable), name, frozenset(), (name,))  # the server says that there is none


def drafts(folders: Sequence[Folder]) -> Folder | None:
    """Return the folder for drafts, or None."""
    by_name = (each for each in folders if _is_for_drafts(each.parts[-1]))
    return next((each for each in folders if "\\drafts" in each.marks), None) or next(by_name, None)


def _is_for_drafts(name: str) -> bool:
    return reason_by_names([name]) == "drafts" and name.casefold() not in _TEMPLATES


def sent(folders: Sequence[Folder]) -> Iterator[Folder]:
    """Yield the folders in which mail lies that was sent."""
    for each in folders:
        if each.marks & {"\\sent", "\\all"} or each.parts[-1].casefold() in _SENT:
            yield each


def quoted(name: str) -> str:
    """Return a folder's name as the path of an address has it, written out as far as that is not ambiguous."""
    return "".join(
        each if each.isprintable() and each not in " %?#" else quote(each, safe="", errors="surrogatepass")
        for each in name
    )

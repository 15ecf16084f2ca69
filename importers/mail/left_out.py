"""Deleted mail, spam, drafts and the trash are left out, by flags, labels and the names of folders.

Gmail, Thunderbird and the servers write these names in the language of their owner. Only a whole name counts:
"All mail Including Spam and Trash.mbox" is no spam. Formats: samples/mail/FORMAT.md.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath

from importers.mail.words import LONGEST_REMEMBERED, words

_NAMES = {
    "drafts": """Drafts|Draft|Templates|Entwürfe|Entwurf|Vorlagen|Brouillons|Brouillon|Borradores|Borrador|Bozze
        |Rascunhos|Concepten|Utkast|Kladder|Luonnokset|Szkice|Wersje robocze|Kopie robocze|Koncepty|Vázlatok|Piszkozatok
        |Taslaklar|Черновики|Чернетки|Πρόχειρα|下書き|草稿|임시보관함""",
    "spam": """Spam|Junk|Junk E-mail|Junk Email|Junk-E-Mail|Bulk Mail|Spamverdacht|Unerwünscht|Indésirables|Pourriel
        |Courrier indésirable|Correo no deseado|Posta indesiderata|Lixo eletrônico|Lixo eletrónico|Ongewenst
        |Ongewenste e-mail|Skräppost|Søppelpost|Uønsket e-mail|Roskaposti|Wiadomości-śmieci|Nevyžádaná pošta|Levélszemét
        |İstenmeyen|Спам|Нежелательная почта|Ανεπιθύμητα|迷惑メール|垃圾邮件|垃圾郵件|스팸|스팸함""",
    "trash": """Trash|Bin|Deleted|Deleted Items|Deleted Messages|Papierkorb|Gelöscht|Gelöschte Elemente
        |Gelöschte Objekte|Corbeille|Éléments supprimés|Messages supprimés|Papelera|Elementos eliminados|Cestino
        |Posta eliminata|Lixeira|Itens excluídos|Itens eliminados|Prullenbak|Verwijderde items|Papperskorgen
        |Papirkurv|Papirkurven|Roskakori|Kosz|Koš|Kuka|Törölt elemek|Çöp Kutusu|Корзина|Кошик|Κάδος απορριμμάτων
        |ゴミ箱|垃圾箱|已删除邮件|휴지통""",
}
_REASONS = {name.strip().casefold(): reason for reason, names in _NAMES.items() for name in names.split("|")}

_MH_REMOVED = re.compile(r"(?:^|/)[,#]\d+$")
_MAILDIR_FLAGS = re.compile(r"[:;]2,([A-Za-z]*)$")
_MOZILLA_DELETED = 0x0008
_UTF7 = re.compile(r"&([A-Za-z0-9+,]*)-")


def reason_by_headers(fields: Mapping[bytes, bytes]) -> str:
    """Return why a message is left out, by what a mail program wrote into its header, or ""."""
    status = fields.get(b"X-Mozilla-Status")
    if status is not None and _is_deleted(status):
        return "deleted"
    if b"X-Unsent" in fields and b"Date" not in fields:  # a mail program may keep the mark in what was sent
        return "drafts"
    labels = fields.get(b"X-Gmail-Labels")
    if labels is None:
        return ""
    return (reason_by_labels if len(labels) <= LONGEST_REMEMBERED else reason_by_labels.__wrapped__)(labels)


@lru_cache(maxsize=4_096)
def reason_by_labels(value: bytes) -> str:
    """Return why a message with these Gmail labels is left out, or ""; they are a CSV row, encoded as a whole."""
    labels = next(csv.reader([words(value)], skipinitialspace=True), [])
    return reason_by_names(labels)


def reason_by_name(export_name: str, member_name: str) -> str:
    """Return why all mail of a file is left out, by its flags and the names of its folders, or ""."""
    return reason_by_flags(member_name) or reason_by_names(_folder_names(export_name, member_name))


def reason_by_flags(member_name: str) -> str:
    """Return why the message in a file of a Maildir or an MH folder is left out, by the file's name alone, or ""."""
    if _MH_REMOVED.search(member_name):
        return "deleted"
    flags = _MAILDIR_FLAGS.search(member_name)
    if flags and "T" in flags[1]:
        return "trash"
    return "drafts" if flags and "D" in flags[1] else ""


def reason_by_names(names: Sequence[str]) -> str:
    """Return why mail is left out that lies in folders, or has labels, of these names, or ""."""
    folded = (unicodedata.normalize("NFC", name).casefold() for name in names)  # macOS takes letters and accents apart
    return next((_REASONS[name] for name in folded if name in _REASONS), "")


def _folder_names(export_name: str, member_name: str) -> list[str]:
    """Return the names of the folders on the way, without endings; of `.INBOX.Trash` (Maildir) the last part too."""
    parts = [export_name, *PurePosixPath(member_name).parts]
    names = [re.sub(r"(?:\.(?:mbox|mbx|sbd|zip|tgz|tar|gz))+$", "", part, flags=re.IGNORECASE) for part in parts]
    dotted = [part.rpartition(".")[2] for part in parts if part.startswith((".", "INBOX."))]
    return [_UTF7.sub(_decode_utf7, name) for name in names + dotted]


def _decode_utf7(found: re.Match[str]) -> str:
    """Decode one shift of a folder's name as IMAP servers write it (RFC 3501, section 5.1.3)."""
    return f"+{found[1].replace(',', '/')}-".encode().decode("utf-7", "replace") if found[1] else "&"


def _is_deleted(status: bytes) -> bool:
    digits = status.strip()
    return re.fullmatch(rb"[0-9A-Fa-f]{1,8}", digits) is not None and bool(int(digits, 16) & _MOZILLA_DELETED)

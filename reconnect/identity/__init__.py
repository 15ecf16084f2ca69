"""Who is who: which contacts are one human being, which is me, and what to call each."""

from reconnect.identity.mailboxes import is_role
from reconnect.identity.me import Mine, Own, Seen, find_me, own_value
from reconnect.identity.names import Name, name_of
from reconnect.identity.normal import fold, name_key, normal_email, normal_phone, normal_profile
from reconnect.identity.resolution import (
    SAFE,
    SPEAKS_AGAINST,
    Decision,
    KnownContact,
    Link,
    Question,
    Resolution,
)
from reconnect.identity.resolve import resolve
from reconnect.identity.shown import call_name, display_name, person_kind

__all__ = [
    "SAFE",
    "SPEAKS_AGAINST",
    "Decision",
    "KnownContact",
    "Link",
    "Mine",
    "Name",
    "Own",
    "Question",
    "Resolution",
    "Seen",
    "call_name",
    "display_name",
    "find_me",
    "fold",
    "is_role",
    "name_key",
    "name_of",
    "normal_email",
    "normal_phone",
    "normal_profile",
    "own_value",
    "person_kind",
    "resolve",
]

"""The names of properties: those that are read, and those that are known and passed over.

Any other name is damage, or something nobody has told of: RFC 6350, section 6; RFC 2426; the versit specification of
1996; RFC 6474, 6715, 8605 and 9554; and what Apple, Google, Android, Evolution, KAddressBook and Outlook have added.
"""

from __future__ import annotations

_SERVICES = (
    *("aim", "discord", "gadugadu", "google-talk", "groupwise", "gtalk", "icq", "jabber", "matrix", "ms-imaddress"),
    *("msn", "qq", "signal", "sip", "skype", "telegram", "threema", "wechat", "whatsapp", "xmpp", "yahoo"),
)
_MAKERS = ("", "EVOLUTION-", "MS-")

MESSENGERS = {
    "IMPP": "",
    "X-SKYPE-USERNAME": "skype",
    "X-GOOGLE TALK": "google-talk",
    **{f"X-{service.upper()}": service for service in _SERVICES},
    **{f"X-MESSAGING/{service.upper()}-ALL": service for service in _SERVICES},
}
"""Properties that hold a name in another service, with the service where the property tells it."""

PROFILES = {
    "SOCIALPROFILE": "",
    "X-SOCIALPROFILE": "",
    **{f"X-{service.upper()}": service for service in ("facebook", "instagram", "linkedin", "twitter")},
}
"""Properties that hold the link of a profile or the bare name, with the service unless a parameter tells another."""

RELATIONS = {
    "AGENT": "agent",
    "RELATED": "",
    "X-ABRELATEDNAMES": "",
    **{f"X-{maker}{word.upper()}": word for maker in _MAKERS for word in ("assistant", "child", "manager", "spouse")},
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": "assistant",
    "X-KADDRESSBOOK-X-MANAGERSNAME": "manager",
    "X-KADDRESSBOOK-X-SPOUSESNAME": "spouse",
}
"""Properties that name somebody else, with the relation where the property tells it."""

ANNIVERSARIES = ("ANNIVERSARY", *(f"X-{maker}ANNIVERSARY" for maker in _MAKERS), "X-KADDRESSBOOK-X-ANNIVERSARY")
KINDS = ("KIND", "X-ADDRESSBOOKSERVER-KIND")
NICKNAMES = ("NICKNAME", "X-NICKNAME")
UIDS = ("UID", "X-ABUID")

READ = frozenset(
    (
        *("FN", "N", "EMAIL", "TEL", "URL", "ORG", "TITLE", "BDAY", "CATEGORIES", "NOTE", "REV", "VERSION"),
        *("X-ABSHOWAS", "X-ABLABEL", "X-ABDATE", "X-ANDROID-CUSTOM"),
        *(*KINDS, *NICKNAMES, *UIDS, *ANNIVERSARIES, *MESSENGERS, *PROFILES, *RELATIONS),
    )
)

PASSED_OVER = frozenset(
    (
        *("ADR", "BIRTHPLACE", "CALADRURI", "CALURI", "CAPURI", "CLASS", "CLIENTPIDMAP", "CONTACT-URI", "CREATED"),
        *("DEATHDATE", "DEATHPLACE", "EXPERTISE", "FBURL", "GENDER", "GEO", "GRAMGENDER", "HOBBY", "INTEREST"),
        *("JSPROP", "KEY", "LABEL", "LANG", "LANGUAGE", "LOGO", "MAILER", "MEMBER", "NAME", "ORG-DIRECTORY", "PHOTO"),
        *("PRODID", "PROFILE", "PRONOUNS", "ROLE", "SORT-STRING", "SOUND", "SOURCE", "TZ", "XML"),
    )
)

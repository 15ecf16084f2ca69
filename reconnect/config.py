"""The settings, and where the database lies: the platform's data folder unless said otherwise.

Settings live in the database, because they belong to one person's archive.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from reconnect.errors import UnknownSetting

DATABASE = "reconnect.db"
LANGUAGES = ("en", "de", "fr", "es", "uk")
"""The languages in which letters are written (ISO 639-1)."""
TERMS = ("first-name", "formal")
"""On which terms one may be with somebody: du or Sie, tu or vous."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person told about themself: `name` signs drafts, `about` is one or two sentences about me.

    `interests` and `goals` are mine, with commas or semicolons between them. `language` is that of drafts where nothing
    else tells, `home_region` two letters (ISO 3166) for telephone numbers without a country, `capacity` how many
    people a week one means to write to.
    """

    name: str = ""
    about: str = ""
    interests: str = ""
    goals: str = ""
    language: str = "en"
    home_region: str = ""
    capacity: int = 2

    @classmethod
    def read(cls, stored: Mapping[str, str]) -> Settings:
        """Make the settings from what is stored, which was checked when it was set."""
        known = {key: value for key, value in stored.items() if key in KEYS}
        values: dict[str, object] = {**known, **({"capacity": int(known["capacity"])} if "capacity" in known else {})}
        return cls(**values)  # type: ignore[arg-type]


KEYS = tuple(field.name for field in fields(Settings))


def checked(key: str, value: str) -> tuple[str, str]:
    """Return key and value as they are stored. Errors: UnknownSetting."""
    name = key.replace("-", "_").casefold()
    if name not in KEYS:
        raise UnknownSetting(f"{key}: there is no such setting; there are: {', '.join(KEYS)}")
    value = value.strip()
    if name == "capacity" and value and not (value.isdigit() and 1 <= int(value) <= 50):
        raise UnknownSetting(f"capacity {value}: it is people a week, a whole number from 1 to 50; 2 is plenty")
    if name == "home_region":
        value = value.upper()
        if value and not (len(value) == 2 and value.isascii() and value.isalpha()):
            raise UnknownSetting(f"home_region {value}: it is two letters for a country; such as IE or DE")
    if name == "language" and value and value not in LANGUAGES:
        raise UnknownSetting(f"language {value}: drafts are written in: {', '.join(LANGUAGES)}; choose one of them")
    return name, value


def wordings_folder() -> Path:
    """Return the folder of a person's own wordings: RECONNECT_WORDINGS, else in the platform's settings folder."""
    if named := os.environ.get("RECONNECT_WORDINGS"):
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("reconnect") / "wordings"


def database_path(given: str | None) -> Path:
    """Return the path of the database: as given, else RECONNECT_DB, else the platform's data folder."""
    named = given or os.environ.get("RECONNECT_DB")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("reconnect") / DATABASE

"""How many people of all bear a name, as far as a census tells: what to expect of a name beyond one's own contacts.

Names compare by their keys, so that Mueller and Muller are counted together. The table and where it is from:
census.txt beside this module.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from reconnect.identity.normal import name_key


def given_share(key: str) -> float:
    """Return the share of people who bear a given name (as `name_key`), 0 where the census does not tell."""
    return _shares()["given"].get(key, 0.0)


def family_share(key: str) -> float:
    """Return the share of people who bear a family name (as `name_key`), 0 where the census does not tell."""
    return _shares()["family"].get(key, 0.0)


@cache
def _shares() -> dict[str, dict[str, float]]:
    """Return the shares by key, for given and for family names."""
    shares: dict[str, dict[str, float]] = {}
    of_a_million = 0
    for line in files(__package__).joinpath("census.txt").read_text("ascii").splitlines():
        if line.startswith("["):
            table = shares[line.strip("[]")] = {}
        elif not line.startswith("#"):
            number, colon, names = line.rpartition(":")
            of_a_million = int(number) if colon else of_a_million
            for name in names.split():
                key = name_key(name)
                table[key] = table.get(key, 0.0) + of_a_million / 1e6
    return shares

"""The country of local telephone numbers, where nobody has said it: that of the owner's own numbers.

Countries that share a calling code share its rules for numbers, so the main one stands for all: +1 is "US".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from reconnect.identity.normal import normal_phone

_OF_NO_COUNTRY = ("001", "ZZ")  # so phonenumbers names what belongs to free calls or to nobody


def region_of(numbers: Iterable[str]) -> str | None:
    """Return the country, such as "DE", of most of the numbers, each counted once; of equals the first by letters.

    A number without a country tells none; None where no number tells.
    """
    import phonenumbers

    international = {normal for number in numbers if (normal := normal_phone(number)).startswith("+")}
    codes = (phonenumbers.parse(number).country_code or 0 for number in international)
    counts = Counter(map(phonenumbers.region_code_for_country_code, codes))
    countries = counts.keys() - _OF_NO_COUNTRY
    return min(countries, key=lambda region: (-counts[region], region), default=None)

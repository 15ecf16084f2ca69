"""Which wording each paragraph of a letter takes, so that the letters of one batch are not a mailing.

Whoever is first gets one whole wording, fixed by their key. When all wordings are used up, paragraphs of several are
put together; so many different letters are there as ways to do that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from importers.records import digest64


class Dealt(NamedTuple):
    """The wording of each paragraph, counted from 0, and the name of the choice: "lapsed/2", "lapsed/2-4-1"."""

    wordings: tuple[int, ...]
    template: str


def dealt(prefix: str, key: str, wordings: int, speaks: Sequence[bool], used: Iterable[str]) -> Iterator[Dealt]:
    """Yield all ways to put a letter together, the best first: paragraphs that `used` has least.

    `used` are names of earlier choices; none comes again before the others. Between equals stands first the whole
    wording that `key` fixes, and then those after it. A paragraph that does not speak, whichever wording it takes, goes
    with the first.
    """
    taken = Counter(_choice(name.removeprefix(prefix), len(speaks)) for name in used if name.startswith(prefix))
    times = Counter((at, wording) for choice in taken.elements() for at, wording in enumerate(choice))
    first = digest64(key.encode("utf-8", "surrogatepass")) % wordings

    order = [(first + turn) % wordings for turn in range(wordings)]
    choices = product(order, *(order if each else [-1] for each in speaks[1:]))
    whole = (tuple(choice[0] if each < 0 else each for each in choice) for choice in choices)

    def cost(choice: tuple[int, ...]) -> tuple[int, int, bool]:
        return taken[choice], sum(times[place] for place in enumerate(choice)), len(set(choice)) > 1

    return (Dealt(choice, prefix + _name(choice)) for choice in sorted(whole, key=cost))


def _name(choice: Iterable[int]) -> str:
    numbers = [str(each + 1) for each in choice]
    return numbers[0] if len(set(numbers)) == 1 else "-".join(numbers)


def _choice(name: str, paragraphs: int) -> tuple[int, ...]:
    numbers = [int(number) - 1 for number in name.split("+")[0].split("-") if number.isdecimal()]
    return tuple(numbers * paragraphs if len(numbers) == 1 else numbers)

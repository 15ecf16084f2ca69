"""What a site asks of programs in its robots.txt, by RFC 9309: the longest rule that fits counts.

The surprise: `urllib.robotparser` takes the first rule that fits, and knows neither `*` nor `$`, so it lets through
what many a site forbids. Here a rule is matched piece by piece; what a stranger wrote is made no regular expression.
"""

from __future__ import annotations

import math
from typing import NamedTuple
from urllib.parse import unquote

from reconnect.sources.web.fetching import Page

AGENT = "reconnect"
LARGEST = 500 << 10
"""Bytes that are read; RFC 9309, section 2.5, asks for no fewer."""
LONGEST_RULE = 2_000
SHORTEST_DELAY, LONGEST_DELAY = 1.0, 30.0


class Robots(NamedTuple):
    """What may be asked of one site, and how many seconds lie between two requests.

    `rules` are patterns, each with whether it allows; of those that fit, the longest counts. `why` is said to a person
    where they forbid it.
    """

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = SHORTEST_DELAY
    why: str = "its robots.txt asks programs to stay away"

    def allows(self, target: str) -> bool:
        """Return whether a path with its query may be asked for."""
        path = unquote(target)
        fitting = [(len(rule), allowed) for rule, allowed in self.rules if _fits(rule, path)]
        return max(fitting, default=(0, True))[1]  # of equal ones the one that allows


NOT_NOW = Robots((("/", False),), why="it cannot say now what programs may look at; try again later")


def robots_of(page: Page) -> Robots:
    """Return what a site asks for: without the file all is allowed, and nothing where the server fails."""
    if page.status == 200:
        return read(page.body[:LARGEST])
    return Robots() if 300 <= page.status < 500 else NOT_NOW


def read(body: bytes) -> Robots:
    """Return what a robots.txt asks of us: the groups for our name, else those for everybody."""
    ours: list[tuple[str, str]] = []
    everybodys: list[tuple[str, str]] = []
    agents: set[str] = set()
    begun = found = False
    for field, value in _lines(body):
        if field == "user-agent":
            agents, begun = (agents if not begun else set()), False
            agents.add(value.partition("/")[0].strip().lower())
            found = found or AGENT in agents
            continue
        begun = True
        if AGENT in agents:
            ours.append((field, value))
        if "*" in agents:
            everybodys.append((field, value))
    return _robots(ours if found else everybodys)


def _lines(body: bytes) -> list[tuple[str, str]]:
    lines = (line.partition("#")[0].partition(":") for line in body.decode("utf-8-sig", "replace").splitlines())
    fields = ((field.strip().lower(), value.strip()) for field, _, value in lines)
    return [(field, value) for field, value in fields if field in ("user-agent", "allow", "disallow", "crawl-delay")]


def _robots(lines: list[tuple[str, str]]) -> Robots:
    rules = tuple(
        (unquote(value), field == "allow")
        for field, value in lines
        if field != "crawl-delay" and value and len(value) <= LONGEST_RULE
    )
    delays = [_seconds(value) for field, value in lines if field == "crawl-delay"]
    return Robots(rules, min(max([SHORTEST_DELAY, *delays]), LONGEST_DELAY))


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        return SHORTEST_DELAY
    return SHORTEST_DELAY if math.isnan(seconds) else seconds


def _fits(rule: str, path: str) -> bool:
    """Return whether a pattern fits the beginning of a path, or with `$` all of it."""
    anchored = rule.endswith("$")
    first, *others = rule.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at, last = len(first), others.pop() if anchored and others else None
    for piece in others:
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    if last is not None:
        return path.endswith(last) and len(path) - len(last) >= at
    return not anchored or at == len(path)

"""One page that a card names is looked at: whether programs may, what its feed tells, else what it tells itself.

The surprise: a feed may lie on another site, and a redirect may lead to one, so whether programs may look is asked of
each site on the way. Between two requests to one host lies the time that it asks for, a second at least.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from reconnect.errors import NoPage, ReconnectError, ServerError, Unreachable
from reconnect.sources.web import feeds, reading, robots
from reconnect.sources.web.addresses import WebAddress, has_scheme, on_card
from reconnect.sources.web.fetching import Manners, Page, check, fetch
from reconnect.sources.web.found import Found
from reconnect.sources.web.robots import Robots


class Looked(NamedTuple):
    """What came of looking at a page: the newest things first, at most 10, or why there are none, else ""."""

    page: str
    things: tuple[Found, ...]
    why: str = ""


@dataclass(slots=True)
class Visitor:
    """Looks at pages, one after the other; keeps what sites ask of programs, and when each host was asked last.

    `clock` and `sleep` count in seconds.
    """

    today: date
    manners: Manners = field(default_factory=Manners)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _robots: dict[str, Robots] = field(default_factory=dict)
    _free_at: dict[str, float] = field(default_factory=dict)

    def look(self, page: str) -> Looked:
        """Look at a page that a card names; what goes wrong is said there."""
        try:
            things = self._found(page)
        except (NoPage, ServerError) as error:
            return Looked(page, (), _said(error, page))
        return Looked(page, things, "" if things else "nothing with a title was found")

    def _found(self, page: str) -> tuple[Found, ...]:
        address = on_card(page)
        try:
            return self._read(address)
        except Unreachable:
            if has_scheme(page) or address.site in self._robots:  # it is there, and failed later
                raise
            return self._read(on_card(f"http://{page.strip()}"))

    def _read(self, address: WebAddress) -> tuple[Found, ...]:
        manners = replace(self.manners, ports={*self.manners.ports, address.port})
        page = self._fetched(address, manners)
        if feeds.is_feed(page.body, page.charset):
            return feeds.read(page.address, page.body, page.charset, self.today)
        read = reading.read(page.address, page.body, page.charset, self.today)
        for feed in read.feeds[:1]:
            try:
                told = self._fetched(feed, manners)
                if things := feeds.read(told.address, told.body, told.charset, self.today):
                    return things
            except (NoPage, ServerError):
                if not read.things:
                    raise
        return read.things

    def _fetched(self, address: WebAddress, manners: Manners) -> Page:
        page = fetch(address, manners, lambda hop: self._ask_leave(hop, manners))
        check(page)
        return page

    def _ask_leave(self, address: WebAddress, manners: Manners) -> None:
        """Wait until a host may be asked again. Errors: NoPage where it asks programs to stay away, ServerError."""
        asked = self._robots.get(address.site)
        if asked is None:
            asked = self._robots_of(address, manners)
            self._robots[address.site] = asked
        if not asked.allows(address.target):
            raise NoPage(f"{address.host}: {asked.why}")
        self._wait(address, asked.delay)

    def _robots_of(self, address: WebAddress, manners: Manners) -> Robots:
        place = address._replace(target="/robots.txt")
        return robots.robots_of(fetch(place, manners, lambda hop: self._wait(hop, robots.SHORTEST_DELAY)))

    def _wait(self, address: WebAddress, delay: float) -> None:
        """Wait until `delay` seconds have passed since the last request to a host."""
        now = self.clock()
        if (free_at := self._free_at.get(address.host, now - delay) + delay) > now:
            self.sleep(free_at - now)
        self._free_at[address.host] = self.clock()


def _said(error: ReconnectError, page: str) -> str:
    """What went wrong, without the host where it is the page's own."""
    try:
        address = on_card(page)
    except NoPage:
        return str(error).partition(": ")[2]
    return str(error).removeprefix(f"{address.netloc}: ").removeprefix(f"{address.host}: ")

"""A real Chromium without a window, which tells what it asked for, what it logged and what it shows."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Heard(NamedTuple):
    """What a screen reader is told of one thing on a page."""

    role: str
    name: str
    description: str


class Browser:
    """One page at a time in a browser that was just installed, as far as it knows."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver

    def open(self, page: Path, width: int = 1280, scheme: str = "light", media: str = "") -> None:
        """Open a file in a window so many pixels wide, for a person who likes it light or dark.

        `media` "print" shows what is printed.
        """
        self.driver.get("about:blank")
        for kind in ("performance", "browser"):
            self._log(kind)
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})
        self.driver.get(page.as_uri())

    def requests(self) -> list[str]:
        """Return the addresses of all that was asked for since the page was opened."""
        entries = [json.loads(entry["message"])["message"] for entry in self._log("performance")]
        return [each["params"]["request"]["url"] for each in entries if each["method"] == "Network.requestWillBeSent"]

    def console(self) -> list[str]:
        """Return all that stands in the console, the browser's own complaints included."""
        return [entry["message"] for entry in self._log("browser")]

    def ask(self, expression: str) -> Any:
        """Return the value of an expression of JavaScript; asking is not subject to the page's policy."""
        return self.driver.execute_script(f"return {expression}")

    def heard(self) -> list[Heard]:
        """Return all that a screen reader is told of."""
        nodes = self.driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        parts = (
            [node.get(part, {}).get("value", "") for part in Heard._fields] for node in nodes if not node["ignored"]
        )
        return [Heard(*each) for each in parts]

    def _log(self, kind: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self.driver.get_log(kind)  # type: ignore[no-untyped-call]
        return entries


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """Start Chromium with a profile folder of its own, and end it."""
    programs = {name: shutil.which(name) for name in ("chromium", "chromedriver")}
    for name, path in programs.items():
        assert path, f"there is no {name}; say: apt-get install chromium chromium-driver"
    options = ChromeOptions()
    options.binary_location = programs["chromium"] or ""
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = Chrome(options, Service(programs["chromedriver"]))
    try:
        yield Browser(driver)
    finally:
        driver.quit()

"""A headless Chromium with its driver, where the system has them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def start(*, width: int = 1400, height: int = 950) -> Any:
    """A driver; skips the test with a reason where there is no browser."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    binary = next(filter(None, map(shutil.which, BROWSERS)), None)
    driver = shutil.which("chromedriver")
    if binary is None or driver is None:
        pytest.skip("no Chromium with its chromedriver on this system")
    options = Options()
    options.binary_location = binary
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.add_argument(f"--window-size={width},{height}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service(driver))


def open_page(driver: Any, page: Path) -> None:
    driver.get(page.as_uri())
    driver.execute_script("localStorage.clear()")
    settled(driver, page.as_uri())


def settled(driver: Any, address: str) -> None:
    """Open a page and wait until all of it is laid out and its first doubt is brought in view."""
    driver.get(address)
    wait(driver, lambda: driver.execute_script("return document.contentType") == "text/html")
    wait(driver, lambda: not driver.find_elements("css selector", ".opening"))


def wait(driver: Any, condition: Callable[[], object]) -> None:
    """Wait for what a busy machine does late."""
    from selenium.webdriver.support.wait import WebDriverWait

    WebDriverWait(driver, 20, 0.05).until(lambda _: condition())


def appears(driver: Any, selector: str) -> None:
    wait(driver, lambda: driver.find_elements("css selector", selector))


def find(driver: Any, selector: str) -> Any:
    return driver.find_element("css selector", selector)


def press(driver: Any, key: str) -> None:
    find(driver, "body").send_keys(key)


def is_in_view(driver: Any, selector: str, pane: str) -> bool:
    found: bool = driver.execute_script(
        "const a = document.querySelector(arguments[0]).getBoundingClientRect();"
        "const b = document.querySelector(arguments[1]).getBoundingClientRect();"
        "return a.top >= b.top - 1 && a.bottom <= b.bottom + 1",
        selector,
        pane,
    )
    return found

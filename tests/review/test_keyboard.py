"""The pages by the keyboard alone: Tab reaches everything in order, and nothing holds it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from tests.review.browser import appears, find, open_page

pytestmark = pytest.mark.browser

_HERE = """
const node = document.activeElement;
if (!node || node === document.body) return null;
const style = getComputedStyle(node);
const box = node.getBoundingClientRect();
window.numbers_ ??= new Map();
if (!numbers_.has(node)) numbers_.set(node, numbers_.size);
return {
  number: numbers_.get(node), id: node.id, name: node.localName,
  outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
  isSeen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
  order: [...document.querySelectorAll('*')].indexOf(node),
};
"""
_ALL = """
return [...document.querySelectorAll(
  'a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter((n) => n.checkVisibility({ visibilityProperty: true }) && !n.disabled &&
    !(n.type === 'radio' && !n.checked)).length
"""


def _keys(driver: Any, *keys: str) -> None:
    for key in keys:
        ActionChains(driver).send_keys(key).perform()


def _walk(driver: Any, most: int) -> list[dict[str, Any]]:
    """What has the focus after each Tab, from the top of the page until it leaves it."""
    driver.execute_script("window.getSelection().removeAllRanges(); document.activeElement.blur()")
    found: list[dict[str, Any]] = []
    for _ in range(most):
        _keys(driver, Keys.TAB)
        here = driver.execute_script(_HERE)
        if here is None or (found and here["number"] == found[0]["number"]):
            return found
        found.append(here)
    raise AssertionError(f"the focus did not leave the page: {found[-3:]}")


@pytest.mark.parametrize("name", ["index.html", "findings.html", "reports/4.html"])
def test_tab_reaches_everything(driver: Any, site: Path, name: str) -> None:
    """Each control once, in the order of the page, in view, with a mark around it; then the
    focus leaves the page."""
    open_page(driver, site / name)
    driver.execute_script("document.querySelectorAll('details').forEach((n) => n.open = true)")
    count = driver.execute_script(_ALL)
    walked = _walk(driver, count + 5)

    assert len(walked) == count > 8
    assert all(one["order"] < other["order"] for one, other in pairwise(walked))
    assert [here for here in walked if here["outline"] < 1] == []
    assert [here for here in walked if not here["isSeen"]] == []


def _to(driver: Any, *, name: str, back: bool = False) -> None:
    """Press Tab, or Shift with it, until a control has the focus."""
    for _ in range(200):
        keys = ActionChains(driver)
        keys = keys.key_down(Keys.SHIFT).send_keys(Keys.TAB) if back else keys.send_keys(Keys.TAB)
        keys.key_up(Keys.SHIFT).perform()
        if driver.execute_script("return document.activeElement.id") == name:
            return
    raise AssertionError(f"Tab does not reach {name}")


def test_a_correction_by_tab_alone(driver: Any, site: Path) -> None:
    """With single keys off: correct, fill the form, save, take back, with Tab, Space and Enter;
    the form holds the focus while it is open and gives it back."""
    open_page(driver, site / "reports" / "1.html")
    _to(driver, name="keys")
    _keys(driver, " ")
    assert not find(driver, "#keys").is_selected()
    _to(driver, name="correct", back=True)
    _keys(driver, Keys.ENTER)
    assert driver.execute_script("return document.activeElement.id") == "value"
    _keys(driver, "8")
    _to(driver, name="form-who")
    _keys(driver, "李")
    inside = "return document.activeElement.closest('dialog') !== null"
    for _ in range(12):
        _keys(driver, Keys.TAB)
        focus = driver.execute_script("return document.activeElement.localName")
        assert focus == "body" or driver.execute_script(inside)
    _to(driver, name="form-who")
    _keys(driver, Keys.TAB, Keys.ENTER)
    appears(driver, "#tables td .fresh")
    assert driver.execute_script("return document.activeElement.id") == "correct"
    _to(driver, name="undo")
    _keys(driver, Keys.ENTER)

    assert "taken back" in find(driver, "#saved").text
    assert driver.find_elements("css selector", "#tables td .fresh") == []
    _to(driver, name="next", back=True)
    _keys(driver, " ")
    assert find(driver, "#doubt").text.startswith("2 of")


def test_escape_closes_the_form(driver: Any, site: Path) -> None:
    """Escape leaves the form without saving, and the focus is where it was."""
    open_page(driver, site / "reports" / "1.html")
    _to(driver, name="correct")
    _keys(driver, Keys.ENTER, Keys.ESCAPE)

    assert not find(driver, "#form").is_displayed()
    assert driver.execute_script("return document.activeElement.id") == "correct"
    assert driver.execute_script("return localStorage['govreport-corrections']") is None


def test_a_value_and_its_source_by_enter(driver: Any, site: Path) -> None:
    """Enter on a value of the tables marks its source: the links are links for keys too."""
    open_page(driver, site / "reports" / "2.html")
    link = find(driver, "#tables td[data-path] a")
    driver.execute_script("arguments[0].focus()", link)
    path = driver.execute_script("return document.activeElement.closest('td').dataset.path")
    _keys(driver, Keys.ENTER)

    assert "selected" in find(driver, f'#printed a[data-path="{path}"]').get_attribute("class")

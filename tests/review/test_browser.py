"""A person's way through the pages, in a real browser."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.review.browser import appears, find, is_in_view, open_page, press, settled, wait
from tests.review.conftest import ROOT, serving

import govreport
from govreport.corrections import load
from govreport.review.overview import Row
from govreport.review.site import FILE_POLICY, index_html

pytestmark = pytest.mark.browser

AXE = ROOT / "tests" / "review" / "node_modules" / "axe-core" / "axe.min.js"


@contextmanager
def _spending(driver: Any) -> Iterator[list[float]]:
    """The processor time of the page in seconds, whatever else the machine does."""
    driver.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
    try:
        spent = [-_seconds(driver)]
        yield spent
        spent[0] += _seconds(driver)
    finally:
        driver.execute_cdp_cmd("Performance.disable", {})


def _seconds(driver: Any) -> float:
    metrics = driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return float(next(item["value"] for item in metrics if item["name"] == "TaskDuration"))


def _rest(driver: Any, place: str) -> float:
    """What a script gives when it gives the same for half a second."""
    places = [-1.0]
    while len(places) < 6 or len(set(places[-5:])) > 1:
        time.sleep(0.1)
        places.append(driver.execute_script(place))
    return places[-1]


PATHS = {
    1: "requests.results.withheld.enforcement_files.total",
    2: "requests.results.withheld.enforcement_files.total",
    3: "requests.results.withheld.enforcement_files.total",
}


@pytest.mark.parametrize("number", [1, 2, 3], ids=["text", "html", "pdf"])
def test_one_click_both_ways(driver: Any, site: Path, number: int) -> None:
    """A click on a value marks its source and brings it into view, and the other way round."""
    open_page(driver, site / "reports" / f"{number}.html")
    path = PATHS[number]
    cell = f'#tables td[data-path="{path}"]'
    kind = "rect" if number == 3 else "a"
    source = f'#printed {kind}[data-path="{path}"]'
    driver.execute_script(f"document.querySelector('{cell}').scrollIntoView()")
    find(driver, cell).click()

    assert "selected" in find(driver, source).get_attribute("class")
    assert is_in_view(driver, source, "#printed")

    driver.execute_script("document.querySelector('#tables').scrollTop = 0")
    driver.execute_script(
        "for (const n of document.querySelectorAll('.selected')) n.classList.remove('selected')"
    )
    find(driver, source).click()
    assert "selected" in find(driver, cell).get_attribute("class")
    assert is_in_view(driver, cell, "#tables")


def test_a_pdf_opens_at_the_picture(driver: Any, site: Path) -> None:
    """The first doubt of a PDF is shown on the picture of its page, not in the text below."""
    open_page(driver, site / "reports" / "3.html")
    assert is_in_view(driver, "#printed rect.selected", "#printed")
    assert is_in_view(driver, "#tables td.selected", "#tables")


@pytest.mark.parametrize("name", ["findings.html", "reports/2.html", "index.html"])
def test_a_narrow_screen(driver: Any, site: Path, name: str) -> None:
    """No page scrolls sideways on a phone, nor does a list within its frame."""
    size = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        open_page(driver, site / name)
        page, frames = driver.execute_script(
            "return [document.documentElement.scrollWidth, [...document.querySelectorAll("
            "'.scroll:has(.sortable)')].map((node) => node.scrollWidth - node.clientWidth)]"
        )
        assert page <= 390
        assert frames == ([] if "reports/" in name else [0])
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def _tap(driver: Any, selector: str) -> None:
    """A finger in the middle of what stands in view."""
    x, y = driver.execute_script(
        "const b = document.querySelector(arguments[0]).getBoundingClientRect();"
        "return [b.x + b.width / 2, b.y + b.height / 2]",
        selector,
    )
    for kind, points in (("touchStart", [{"x": x, "y": y}]), ("touchEnd", [])):
        touch = {"type": kind, "touchPoints": points}
        driver.execute_cdp_cmd("Input.dispatchTouchEvent", touch)


@pytest.fixture
def phone(driver: Any) -> Iterator[Any]:
    """The browser as a telephone: narrow, and touched with a finger."""
    size = {"width": 390, "height": 800, "deviceScaleFactor": 2, "mobile": True}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
    yield driver
    driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})
    driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_by_touch(phone: Any, site: Path) -> None:
    """With a finger: to the next doubt, which is in view across and down, a cell, a correction."""
    open_page(phone, site / "reports" / "2.html")
    assert not find(phone, "kbd").is_displayed()
    heights = phone.execute_script(
        "return [...document.querySelectorAll('.queue :is(button, input)')].filter((n) => "
        "n.checkVisibility()).map((n) => n.getBoundingClientRect().height)"
    )
    assert min(heights) >= 40
    _tap(phone, "#next")
    total = '#tables td[data-path="review_and_litigation.litigation_direct.total"]'
    appears(phone, f"{total}.selected")
    left, right = phone.execute_script(
        "const b = document.querySelector(arguments[0]).getBoundingClientRect();"
        "return [b.left, b.right]",
        total,
    )
    assert 0 <= left < right <= 390
    _tap(phone, '#tables td[data-path="review_and_litigation.litigation_direct.other_result"]')
    appears(phone, 'a.selected[data-path="review_and_litigation.litigation_direct.other_result"]')
    assert "17" in find(phone, "#chosen").text
    _tap(phone, "#correct")
    find(phone, "#value").send_keys("8")
    _tap(phone, "#correction [type=submit]")
    assert "say who you are" in find(phone, "#form-problem").text
    find(phone, "#form-who").send_keys("李")
    _tap(phone, "#correction [type=submit]")
    appears(phone, "#tables td .fresh")


def test_panes_scroll_together(driver: Any, site: Path) -> None:
    """Scrolling the tables takes the source along."""
    open_page(driver, site / "reports" / "2.html")
    move = "document.getElementById('tables').scrollTop = arguments[0]"
    place = "return document.getElementById('printed').scrollTop"

    def rest(top: int) -> float:
        """Where the source comes to rest: a scroll takes effect some frames later."""
        driver.execute_script(move, top)
        return _rest(driver, place)

    first = rest(300)
    assert rest(900) > first + 100
    assert rest(300) == pytest.approx(first, abs=2)


def test_pdf_boxes_lie_on_the_cells(driver: Any, site: Path) -> None:
    """Every cell of a PDF has its box on the picture of a page, within the page."""
    open_page(driver, site / "reports" / "3.html")
    boxes, images = driver.execute_script(
        "return [[...document.querySelectorAll('rect.box')].map(r => [r.x.baseVal.value,"
        "r.y.baseVal.value, r.width.baseVal.value, r.height.baseVal.value,"
        "r.ownerSVGElement.viewBox.baseVal.width, r.ownerSVGElement.viewBox.baseVal.height]),"
        "document.querySelectorAll('svg image').length]"
    )
    report = govreport.read(ROOT / "tests" / "readers" / "fixtures" / "chromium_2021.pdf")
    cells = [r for r in govreport.records(report) if not r.path.startswith("narrative.")]

    assert images >= 1
    assert len(boxes) == len(cells)
    for x, y, width, height, page_width, page_height in boxes:
        assert 0 <= x < x + width <= page_width
        assert 0 <= y < y + height <= page_height


def test_keyboard_through_the_queue(driver: Any, site: Path) -> None:
    """Next, accept, undo and correct by keys; progress is seen and stays after a reload."""
    page = site / "reports" / "1.html"
    open_page(driver, page)
    count = re.search(r"^1 of (\d+) · inferred", find(driver, "#doubt").text)
    assert count is not None
    assert f"0 of {count[1]} checked" in find(driver, "#progress").text
    press(driver, "a")
    assert "say who you are" in find(driver, "#saved").text
    find(driver, "#who").send_keys("李\t")
    press(driver, "a")
    assert f"1 of {count[1]} checked" in find(driver, "#progress").text
    assert (
        driver.execute_script("return localStorage['govreport-corrections'].split('\\n').length")
        == 3
    )

    settled(driver, page.as_uri())
    assert f"1 of {count[1]} checked" in find(driver, "#progress").text
    assert len(driver.find_elements("css selector", "td.checked")) == 3
    settled(driver, (site / "index.html").as_uri())
    assert find(driver, "td.done").text == f"1/{count[1]}"

    settled(driver, page.as_uri())
    press(driver, "u")
    assert f"0 of {count[1]} checked" in find(driver, "#progress").text
    press(driver, "c")
    assert find(driver, "#form").is_displayed()
    find(driver, "#value").send_keys("x\n")
    assert "a number" in find(driver, "#form-problem").text
    find(driver, "#value").clear()
    find(driver, "#value").send_keys("8\n")
    assert " → 8" in find(driver, "#tables td .fresh").get_attribute("textContent")


def test_a_doubt_of_several_cells_is_done_with_the_last(driver: Any, site: Path) -> None:
    """One corrected cell of three leaves the doubt open, and says how many are checked."""
    open_page(driver, site / "reports" / "1.html")
    find(driver, "#who").send_keys("李\t")
    press(driver, "c")
    find(driver, "#value").send_keys("8\n")
    appears(driver, "#tables td .fresh")

    assert "[1 of 3 checked]" in find(driver, "#doubt").text
    assert find(driver, "#queue").get_attribute("data-state") == "open"


def test_keys_can_be_turned_off(driver: Any, site: Path) -> None:
    """Single letters do nothing while the checkbox is off."""
    open_page(driver, site / "reports" / "1.html")
    find(driver, "#keys").click()
    press(driver, "c")

    assert not find(driver, "#form").is_displayed()


def _rows(driver: Any) -> list[Any]:
    return list(driver.find_elements("css selector", "#rows tbody tr"))


def _numbers(driver: Any, column: int) -> list[int]:
    return [int(row.find_elements("css selector", "th, td")[column].text) for row in _rows(driver)]


def _choose(driver: Any, selector: str, text: str) -> None:
    from selenium.webdriver.support.select import Select

    Select(find(driver, selector)).select_by_visible_text(text)


def test_filter_and_sort(driver: Any, site: Path) -> None:
    """The list is filtered by text, year and doubt, and sorted by a column."""
    open_page(driver, site / "index.html")
    every = {
        row.get_attribute("data-name"): row.get_attribute("data-doubts") for row in _rows(driver)
    }
    assert len(every) == 5
    find(driver, "[name=text]").send_keys("4-loose")
    assert [row.get_attribute("data-name") for row in _rows(driver)] == ["4-loose.txt"]
    assert "1 of 5 shown" in find(driver, "#shown").text
    find(driver, "[name=text]").clear()
    find(driver, "[name=text]").send_keys(" ")
    find(driver, "[name=doubtful]").click()
    doubtful = {name for name, doubts in every.items() if doubts != "0"}
    assert {row.get_attribute("data-name") for row in _rows(driver)} == doubtful
    find(driver, "[name=doubtful]").click()
    _choose(driver, "[name=year]", "2021")
    years = [row.get_attribute("data-year") for row in _rows(driver)]
    assert years == ["2021"] * len(years) != []
    _choose(driver, "[name=year]", "all")
    for backwards in (False, True):
        find(driver, '[data-key="read"]').click()
        numbers = _numbers(driver, 10)
        assert len(numbers) == 5
        assert numbers == sorted(numbers, reverse=backwards)


def _many(site: Path, place: Path, count: int) -> Path:
    """The list of a site with thousands of reports, beside its style and script."""
    rows = [
        Row(
            "reports/1.html",
            f"{number:05}.txt",
            f"示例局{number % 300}",
            2019 + number % 5,
            "2021",
            190,
            0,
            3,
            0,
            0,
            0,
            0,
            number % 2,
            number % 7,
            0,
            f"sha256:{number:064}",
        )
        for number in range(count)
    ]
    for asset in (*site.glob("*.css"), *site.glob("*.js")):
        shutil.copy(asset, place)
    page = place / "many.html"
    page.write_text(index_html(rows, (), "en", "file", FILE_POLICY), encoding="utf-8")
    return page


def test_two_thousand_reports(driver: Any, site: Path, tmp_path: Path) -> None:
    """The list of 2,000 opens, filters and sorts while one looks on, and no row is lost."""
    page = _many(site, tmp_path, 2000)
    driver.set_page_load_timeout(30)
    with _spending(driver) as opened:
        open_page(driver, page)
    with _spending(driver) as typed:
        driver.execute_script(
            "const field = document.querySelector('[name=text]'); field.value = '00012';"
            "field.dispatchEvent(new Event('input', {bubbles: true})); document.body.offsetHeight"
        )

    assert opened[0] < 5
    assert typed[0] < 1
    assert [row.get_attribute("data-name") for row in _rows(driver)] == ["00012.txt"]
    find(driver, "[name=text]").clear()
    find(driver, "[name=text]").send_keys(" ")
    assert "2000 of 2000 shown" in find(driver, "#shown").text
    assert driver.execute_script("return document.querySelectorAll('#rows tbody tr').length") == 300
    find(driver, '[data-key="year"]').click()
    find(driver, '[data-key="year"]').click()
    driver.execute_script("document.getElementById('more').click()")
    years = driver.execute_script(
        "return [...document.querySelectorAll('#rows tbody tr')].map((row) => row.dataset.year)"
    )
    assert years == ["2023"] * 400 + ["2022"] * 200


def test_a_hostile_report_runs_nothing(driver: Any, site: Path) -> None:
    """Scripts, handlers and addresses in organ, title and cells stay text."""
    for page in (site / "reports" / "5.html", site / "index.html", site / "findings.html"):
        open_page(driver, page)
        for link in driver.find_elements("css selector", "#printed a, #tables a")[:40]:
            driver.execute_script("arguments[0].click()", link)

        assert driver.execute_script("return window.pwned") is None
        assert driver.execute_script("return document.querySelectorAll('img').length") == 0
        assert "alert" not in driver.title
    open_page(driver, site / "reports" / "5.html")
    assert "<script>" in find(driver, "#printed").text


def test_no_page_complains(driver: Any, site: Path) -> None:
    """No error and no refused resource in the browser's log; style and script work from a file."""
    for page in sorted(site.rglob("*.html")):
        settled(driver, page.as_uri())
        assert [entry for entry in driver.get_log("browser") if entry["level"] == "SEVERE"] == []
        assert driver.execute_script("return document.styleSheets.length") == 2


def test_a_page_opens_quickly(driver: Any, site: Path) -> None:
    """A report of some 200 cells costs the browser little, whatever else the machine does."""
    address = (site / "reports" / "1.html").as_uri()
    times = []
    for _ in range(5):
        driver.get("about:blank")
        with _spending(driver) as spent:
            settled(driver, address)
        times += spent

    assert sorted(times)[2] < 0.4


@pytest.mark.parametrize("number", [1, 2, 3], ids=["text", "html", "pdf"])
def test_the_first_picture_of_200_cells(driver: Any, site: Path, number: int) -> None:
    """Until the first picture stands the browser works 100 ms at most, whatever else the machine
    does."""
    source = "window.requestAnimationFrame = () => 0; window.setTimeout = () => 0"
    script = driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
    painted = "return performance.getEntriesByName('first-contentful-paint').length"
    times = []
    try:
        for _ in range(3):
            driver.get("about:blank")
            with _spending(driver) as spent:
                driver.get((site / "reports" / f"{number}.html").as_uri())
                wait(driver, lambda: driver.execute_script(painted))
            times += spent
    finally:
        driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)

    assert len(driver.find_elements("css selector", "#tables td[data-path]")) > 180
    assert min(times) < 0.1


@pytest.fixture
def held(driver: Any, site: Path) -> Iterator[Callable[[], None]]:
    """A page whose frames wait, as on a busy machine, until the test lets them come."""
    source = (
        "window.frames_ = []; window.requestAnimationFrame = (f) => window.frames_.push(f);"
        "window.release = () => { while (window.frames_.length) window.frames_.shift()(0); }"
    )
    script = driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": source})
    driver.get((site / "reports" / "2.html").as_uri())
    wait(driver, lambda: driver.execute_script("return window.frames_?.length > 0"))
    yield lambda: driver.execute_script("window.release()")
    driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


def test_first_only_what_is_in_view(driver: Any, held: Callable[[], None]) -> None:
    """The first picture needs a part of the page; then all of it stands, at the first doubt."""
    shown = (
        "return [...document.querySelectorAll('.pane *')].filter((n) => n.checkVisibility()).length"
    )
    # Paths that a finding folds stand in the page all the same.
    unfold = "document.querySelectorAll('.pane details').forEach((one) => { one.open = true; })"
    driver.execute_script(unfold)
    few = driver.execute_script(shown)
    assert driver.execute_script("return document.querySelector('#tables').scrollTop") == 0
    held()
    wait(driver, lambda: not driver.find_elements("css selector", ".opening"))

    assert 100 < few < driver.execute_script(shown) / 2
    assert is_in_view(driver, "#tables .selected", "#tables")


@pytest.mark.parametrize("way", ["wheel", "key", "bar"])
def test_who_scrolls_first_stays_there(driver: Any, held: Callable[[], None], way: str) -> None:
    """A person who scrolls before the page is laid out is not moved to the first doubt."""
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.actions.wheel_input import ScrollOrigin
    from selenium.webdriver.common.keys import Keys

    pane = find(driver, "#tables")
    top = "return document.querySelector('#tables').scrollTop"
    if way == "wheel":
        origin = ScrollOrigin.from_element(pane)
        ActionChains(driver).scroll_from_origin(origin, 0, 120).perform()
    elif way == "key":
        wait(driver, lambda: pane.send_keys(Keys.PAGE_DOWN) or driver.execute_script(top) > 100)
    else:
        driver.execute_script("arguments[0].scrollTop = 120", pane)
    wait(driver, lambda: not driver.find_elements("css selector", ".opening"))
    wait(driver, lambda: driver.execute_script(top) > 100)
    driver.execute_script("window.frames_.length = 0")  # the panes scroll together another time
    before = _rest(driver, top)
    held()

    assert driver.execute_script(top) == pytest.approx(before, abs=2)


def _violations(driver: Any, name: str) -> list[tuple[str, str, str, int]]:
    result = driver.execute_async_script("axe.run().then(arguments[0])")
    return [
        (name, item["id"], item["nodes"][0]["html"][:200], len(item["nodes"]))
        for item in result["violations"]
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_axe_finds_nothing(driver: Any, sites: dict[str, Path], language: str, dark: bool) -> None:
    """No violation of any impact, with the form open either: contrast, names, structure."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm install --prefix tests/review")
    scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})
    found = []
    for page in sorted(sites[language].rglob("*.html")):
        settled(driver, page.as_uri())
        driver.execute_script(AXE.read_text(encoding="utf-8"))
        found += _violations(driver, page.name)
        if page.parent.name == "reports":
            find(driver, "#correct").click()
            found += _violations(driver, f"{page.name}, the form open")
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})

    assert found == []


def test_correct_reload_and_parse_again(driver: Any, served: str, sources: Path) -> None:
    """A correction made in the browser is on the page after a reload and in what `read` gives;
    when the document changes its reading, it is stale and said so."""
    root = re.sub(r"\?.*", "", served)
    settled(driver, served)
    settled(driver, f"{root}reports/1")
    find(driver, "#who").clear()
    find(driver, "#who").send_keys("李\t")
    press(driver, "c")
    find(driver, "#value").send_keys("8")
    find(driver, "#why").send_keys("the page prints 8\n")
    appears(driver, "#tables td .fresh")

    settled(driver, f"{root}reports/1")
    assert find(driver, "#tables td.corrected s").text == "6"
    file = sources / "corrections.jsonl"
    (item,) = load(file).corrections
    assert (item.value, item.value_read, item.why) == (8, 6, "the page prints 8")
    assert govreport.read(sources / "1-text.txt", corrections=file)[item.path] == 8

    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"raw": "6"', '"raw": "7"'), encoding="utf-8")
    stale = govreport.read(sources / "1-text.txt", corrections=file)
    assert stale[item.path] == 6
    assert "correction-stale" in [finding.code for finding in stale.diagnostics]


def test_a_figure_in_prose(driver: Any, served: str, sources: Path) -> None:
    """A figure is found from its sentence and back, confirmed by a key, and taken away."""
    root = re.sub(r"\?.*", "", served)
    settled(driver, served)
    settled(driver, f"{root}reports/1")
    source = find(driver, "#printed a.fact")
    path = source.get_attribute("data-path")
    source.click()
    shown = f'#tables td[data-path="{path}"]'
    assert "selected" in find(driver, shown).get_attribute("class")
    assert is_in_view(driver, shown, "#tables")
    find(driver, "#who").send_keys("李\t")
    press(driver, "a")
    appears(driver, f"{shown}.checked")
    find(driver, shown).click()
    press(driver, "c")
    assert find(driver, "#no-figure").is_displayed()
    find(driver, "#value").clear()
    find(driver, "#value").send_keys("\n")
    appears(driver, f"{shown} .fresh")

    before = govreport.read(sources / "1-text.txt")
    after = govreport.read(sources / "1-text.txt", corrections=sources / "corrections.jsonl")
    assert len(after.narrative) == len(before.narrative) - 1
    settled(driver, f"{root}reports/1")
    assert find(driver, f"{shown} s").text


def test_place_a_number(driver: Any, served: str, sources: Path) -> None:
    """A number without a place gets the cell that is chosen for it."""
    root = re.sub(r"\?.*", "", served)
    settled(driver, served)
    settled(driver, f"{root}reports/4")
    find(driver, "#who").send_keys("李\t")
    press(driver, "c")
    find(driver, "#value").send_keys("\n")
    assert "choose the cell" in find(driver, "#form-problem").text
    find(driver, '#target option[value="requests.new_requests.total"]').click()
    find(driver, "#correction button[type=submit]").click()
    appears(driver, "#queue[data-state=done]")

    corrected = govreport.read(sources / "4-loose.txt", corrections=sources / "corrections.jsonl")
    assert corrected["requests.new_requests.total"] == 3
    assert corrected.unplaced == ()


def test_a_list_that_grows(driver: Any, sources: Path, tmp_path: Path) -> None:
    """While the server reads, rows come to the list by themselves; filter and order stay."""
    folder = tmp_path / "many"
    folder.mkdir()
    text = (sources / "1-text.txt").read_text(encoding="utf-8")
    for number in range(40):
        changed = text.replace("2020", "2021") if number > 20 else text
        (folder / f"{number:03}.txt").write_text(changed, encoding="utf-8")
    (folder / "999.pdf").write_bytes(b"%PDF-1.4 nothing")
    with serving(folder) as address:
        settled(driver, address)
        assert re.fullmatch(r"\d+ of 41 files are read", find(driver, "#reading").text)
        driver.execute_script("document.querySelector('[data-key=agency]').click()")
        find(driver, "[name=text]").send_keys("039.txt")
        wait(driver, lambda: find(driver, "#reading").text == "All files are read.")
        assert find(driver, "#shown").text == "1 of 40 shown"
        assert [row.get_attribute("data-name") for row in _rows(driver)] == ["039.txt"]
        years = find(driver, "[name=year]").text.split()
        assert years == ["all", "2020", "2021"]
        assert "999.pdf" in find(driver, "#failures").text
        assert find(driver, "th[scope=row] a").get_attribute("href").endswith("/reports/40")


def test_a_print_cuts_no_row(driver: Any, site: Path) -> None:
    """On A4 the numbers of a row stand on one page, and neither queue nor buttons are printed."""
    import base64

    pdfium = pytest.importorskip("pypdfium2", reason="the extra pdf is not installed")
    settled(driver, (site / "reports" / "2.html").as_uri())
    size = {"paperWidth": 8.27, "paperHeight": 11.69}
    printed = base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", size)["data"])
    pages = [page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(printed)]
    rows = driver.execute_script(
        "return [...document.querySelectorAll('#tables tr')].map((row) => [...row.querySelectorAll("
        "'td[data-path^=requests] a')].map((n) => n.firstChild.data.trim()).filter((t) => +t > 99))"
    )
    whole = [row for row in rows if len(row) == 7]

    assert len(whole) > 20
    assert [row for row in whole if not any(all(n in page for n in row) for page in pages)] == []
    assert not any("Download corrections" in page for page in pages)

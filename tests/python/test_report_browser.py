"""The report page in a real browser: both languages, keyboard, phone, dark, print, hostile texts."""

import os
import shutil
import subprocess

import pytest
import report_cases as cases

import jinguo as jg
from jinguo.report import write

CHROMIUM = shutil.which("chromium")
if CHROMIUM is None:
    pytest.skip("no chromium here: the page is not looked at in a browser", allow_module_level=True)
playwright = pytest.importorskip("playwright.sync_api")


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Pages by name."""
    folder = tmp_path_factory.mktemp("pages")
    plan, registry, policy = cases.sample(4_000)
    write(plan, registry, folder / "city.html", policy=policy, proven=True, lang="zh")
    programmes = {
        "empty": (cases.registry(), cases.policy()),
        "hostile": (cases.hostile(), cases.policy(name="p")),
        "nobody": (
            cases.registry(women=[("430626", "illness")] * 30 + [("430681", "skills")] * 40, bases=[("430626", 20, "B")]),
            cases.policy(min_age=90, floor=5),
        ),
    }
    for name, (registry, policy) in programmes.items():
        write(jg.match(registry, policy), registry, folder / f"{name}.html", policy=policy, lang="en")
    return folder


class Opened:
    """A page in the browser that remembers every complaint."""

    def __init__(self, context, address):
        self.complaints = []
        self.page = context.new_page()
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))
        self.page.on("request", lambda asked: self.complaints.append(asked.url) if not asked.url.startswith("file:") else None)
        self.page.goto(address)


@pytest.fixture
def opened(browser, files):
    contexts = []

    def open_one(name, anchor="", width=1000, **options):
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        return Opened(context, f"file://{files / name}.html{anchor}")

    yield open_one
    for context in contexts:
        context.close()


NAMES = ["city", "empty", "hostile", "nobody"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [360, 1000])
def test_no_page_complains_or_scrolls_sideways_in_either_language(opened, name, width):
    for lang in ("zh", "en"):
        one = opened(name, f"#{lang}", width)
        assert one.page.locator("main:visible").count() == 1
        assert one.page.evaluate("document.documentElement.scrollWidth") == width
        assert one.page.evaluate("document.documentElement.lang").startswith(lang)
        assert one.complaints == []


def test_the_language_changes_with_a_click_and_without_script(opened):
    for script in (True, False):
        one = opened("city", java_script_enabled=script)
        assert one.page.locator("main#zh").is_visible() and not one.page.locator("main#en").is_visible()
        one.page.get_by_text("English", exact=True).click()
        assert one.page.locator("main#en").is_visible() and not one.page.locator("main#zh").is_visible()
        if script:
            assert one.page.title() == "Yueyang City: who gets which help"
            assert one.page.evaluate("document.documentElement.lang") == "en"


def test_the_keyboard_reaches_everything(opened):
    one = opened("city", "#en")
    reached, ends = set(), 0  # it starts at the language's part: once past the end, then all again
    for _ in range(800):
        one.page.keyboard.press("Tab")
        here = one.page.evaluate(
            "(() => { const e = document.activeElement; e.dataset.reached = 1;"
            " return e === document.body ? '' : e.tagName })()"
        )
        ends += not here
        if ends == 2:
            break
        reached.add(here)
    left = one.page.evaluate(
        "[...document.querySelectorAll('main#en a, main#en button, main#en summary, main#en .frame, main#en [tabindex=\"0\"]')]"
        ".filter((e) => e.checkVisibility() && e.getClientRects().length && !e.dataset.reached"
        "        && !e.closest('details:not([open]) > :not(summary)')).map((e) => e.outerHTML.slice(0, 80))"
    )
    assert left == []
    assert {"INPUT", "A", "BUTTON", "SUMMARY", "DIV", "path"} <= reached


def test_marks_tell_their_numbers_by_hover_tap_and_arrows(opened):
    one = opened("city", "#en", has_touch=True)
    tip = one.page.locator("#tip")
    marks = one.page.locator("main#en .place .wide .mark")
    assert marks.count() >= 9
    assert not tip.is_visible()
    marks.nth(7).hover()
    assert tip.inner_text() == marks.nth(7).get_attribute("aria-label") != ""
    marks.nth(0).focus()
    first = tip.inner_text()
    one.page.keyboard.press("ArrowRight")
    assert tip.is_visible() and tip.inner_text() != first
    one.page.keyboard.press("Escape")
    assert not tip.is_visible()
    marks.nth(6).tap()
    assert tip.is_visible()
    assert one.complaints == []


def test_a_heading_sorts_its_table(opened):
    one = opened("city", "#en")
    table = one.page.locator("main#en .place table").first
    column = [c.inner_text() for c in table.locator("thead th").all()].index("Women\u00a0↕".replace("\u00a0↕", ""))

    def values():
        return [int(t.replace(",", "").replace("<10", "0").replace("hidden", "-1")) for t in
                table.locator(f"tbody tr > :nth-child({column + 1})").all_inner_texts()]

    before = values()
    head = table.locator("thead th").nth(column)
    head.locator("button").click()
    assert values() == sorted(before, reverse=True) and head.get_attribute("aria-sort") == "descending"
    head.locator("button").press("Enter")
    assert values() == sorted(before) and head.get_attribute("aria-sort") == "ascending"


CONTRAST = """() => {
  const canvas = document.createElement('canvas').getContext('2d');
  const rgb = (colour) => { canvas.fillStyle = '#000'; canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
                            return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3); };
  const light = (colour) => { const [r, g, b] = rgb(colour).map((v) => { v /= 255;
    return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const paper = light(getComputedStyle(document.body).backgroundColor);
  const worst = {};
  for (const e of document.querySelectorAll('main#en :is(h1, h2, h3, p, td, th, dt, dd, b, small, a, summary, caption, text)')) {
    if (!e.checkVisibility() || !e.textContent.trim()) continue;
    const style = getComputedStyle(e);
    const ink = light(e.tagName === 'text' ? style.fill : style.color);
    if (e.tagName === 'text' && style.stroke !== 'none') continue;
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    worst[e.tagName] = Math.min(worst[e.tagName] || 99, ratio);
  }
  return worst;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_by_day_and_night(opened, scheme):
    one = opened("city", "#en", color_scheme=scheme)
    paper = one.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") == (scheme == "light")
    worst = one.page.evaluate(CONTRAST)
    assert min(worst.values()) >= 4.5, worst


def test_pictures_headings_and_tables_can_be_read_aloud(opened):
    one = opened("city", "#en")
    levels = [int(tag[1]) for tag in one.page.evaluate(
        "[...document.querySelectorAll('main#en :is(h1, h2, h3)')].map((e) => e.tagName)")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:]))
    assert one.page.evaluate("[...document.querySelectorAll('figure svg')].every((e) => e.getAttribute('aria-label').length > 20)")
    assert one.page.evaluate("[...document.querySelectorAll('table')].every((e) => e.caption.textContent.trim() && e.querySelector('th[scope=col]'))")
    assert one.page.evaluate("new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size === document.querySelectorAll('[id]').length")


def test_it_prints_on_a4_without_what_only_a_screen_needs(opened, tmp_path):
    one = opened("city", "#en")
    one.page.emulate_media(media="print")
    for gone in (".switch", "main#en nav", "main#zh", "#tip"):
        assert not one.page.locator(gone).first.is_visible()
    one.page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    data = (tmp_path / "page.pdf").read_bytes()
    assert data.startswith(b"%PDF") and data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") >= 3
    if shutil.which("pdfinfo"):
        said = subprocess.run(["pdfinfo", tmp_path / "page.pdf"], capture_output=True, text=True).stdout
        assert "A4" in said or "595" in said, said


def test_hostile_names_are_seen_as_they_are_written(opened):
    one = opened("hostile", "#en")
    one.page.locator("main#en details.folded summary").first.click()
    text = one.page.locator("main#en").inner_text()
    assert "<script>alert(1)</script>" in text and "{{ 7 * 7 }}" in text and "onerror=alert(2)" in text
    assert one.page.evaluate("document.scripts.length") == 1
    assert one.page.locator("img").count() == 0
    assert one.complaints == []


def test_the_page_is_small_and_opens_at_once(files):
    assert os.path.getsize(files / "city.html") < 3_000_000

"""Cards of a village: what is on them, what is not, and that no text of the data becomes markup."""

import collections
import datetime
import html.parser
import logging
import re
import shutil

import pytest
import report_cases
from test_cli import HOUSEHOLDS, jinguo

import jinguo as jg
from jinguo import _core
from jinguo.cards import NamesError, cards, read_names, shown_name
from jinguo.cards._texts import TEXTS

assert HOUSEHOLDS  # the sample of test_cli is small


@pytest.fixture(scope="module")
def village(tmp_path_factory):
    """A registry, its plan, the village with most awards, its women, and those with a place."""
    folder = tmp_path_factory.mktemp("village")
    jinguo("sample", "yueyang", "--households", 900, "--seed", 3, "--out", folder / "tables")
    registry = jg.Registry.load(folder / "tables")
    bundled = jg.Policy.load(str(_bundled("policies", "yueyang-2016.toml")))
    seed = _bundled("data", "yueyang", "lottery-seed.hex").read_text(encoding="ascii").strip()
    plan = jg.match(registry, bundled, seed=seed)
    plan.save(folder / "plan.jinguo")
    home = {one.id: one.region for one in registry.households}
    lives = {one.id: home[one.household] for one in registry.women}
    placed = {award.left for name in plan.pairings for award in plan[name].awards}
    code = collections.Counter(lives[one] for one in sorted(placed)).most_common(1)[0][0]
    women = sorted(one for one in lives if lives[one] == code)
    return folder, registry, plan, code, women, placed


def _bundled(*parts):
    import importlib.resources

    return importlib.resources.files("jinguo").joinpath(*parts)


class Reader(html.parser.HTMLParser):
    """The page's tags, and its text by article."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.articles, self.inside = [], [], False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "article":
            self.articles.append("")
            self.inside = True

    def handle_endtag(self, tag):
        if tag == "article":
            self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.articles[-1] += data


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_woman_of_the_village_has_a_card_and_those_with_a_place_stand_on_the_list(village, lang):
    _, registry, plan, code, women, placed = village
    page, count = cards(plan, registry, code, starts_on=datetime.date(2016, 8, 1), lang=lang)
    read = Reader(page)
    assert count == len(women) == len(read.articles) - 1
    *each, posted = read.articles
    for woman, card in zip(women, each, strict=True):
        assert woman in card
        assert not any(other in card for other in women if other != woman)
        assert TEXTS["object"][lang == "zh"] in card
    outside = {one.left for name in plan.pairings for one in plan[name].outside}
    for woman in women:
        assert (woman in posted) == (woman in placed or woman in outside)
    day = "2016年8月1日" if lang == "zh" else "1 August 2016"
    assert day in page
    assert day not in cards(plan, registry, code, lang=lang)[0]


def test_a_woman_who_has_died_gets_no_card(village):
    _, registry, _, code, women, placed = village
    gone = next(one for one in women if one not in placed)
    mourned = jg.Registry(registry)
    mourned.add(jg.Placement(
        id="PLX", woman=gone, provider=registry.bases[0].id, kind="base", pairing="livelihood", status="ended",
        starts_on="2015-01-01", ends_on="2016-01-01", end_reason="death",
    ))
    bundled = jg.Policy.load(str(_bundled("policies", "yueyang-2016.toml")))
    seed = _bundled("data", "yueyang", "lottery-seed.hex").read_text(encoding="ascii").strip()
    page, count = cards(jg.match(mourned, bundled, seed=seed), mourned, code)
    assert count == len(women) - 1 and gone not in page


def test_the_list_to_post_has_no_name_no_points_and_no_reason(village):
    _, registry, plan, code, women, _ = village
    names = {woman: f"名字{k}" for k, woman in enumerate(women)}
    names |= {one.id: f"帮手{k}" for k, one in enumerate(registry.mentors)}
    page, _ = cards(plan, registry, code, names=names)
    *each, posted = Reader(page).articles
    assert all(names[woman] in card for woman, card in zip(women, each, strict=True))
    assert "名字" not in posted and "帮手" not in posted
    assert "为什么" not in posted and "代号" not in posted
    assert "整个方案会减少" not in posted


def test_hostile_names_stay_text_and_the_page_loads_nothing(village):
    _, registry, plan, code, women, _ = village
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202e\u0000&amp;"
    page, _ = cards(plan, registry, code, names={women[0]: evil, women[1]: "长" * 10_000})
    read = Reader(page)
    assert not {"script", "img", "link", "iframe", "object", "form", "a"} & {tag for tag, _ in read.tags}
    assert not any(key.startswith("on") or key in ("src", "href", "style") for _, a in read.tags for key in a)
    assert "<script>alert(1)</script>" in read.articles[0]
    assert "\u202e" not in page and "\0" not in page
    assert "长" * 59 + "…" in page and "长" * 60 not in page
    assert "default-src 'none'" in page


def test_a_woman_whom_the_lottery_decided_finds_her_pseudonym_of_the_sheet(village):
    _, registry, plan, _, _, _ = village
    home = {one.id: one.region for one in registry.households}
    lives = {one.id: home[one.household] for one in registry.women}
    tied = plan["livelihood"].tied_women
    assert tied
    page, _ = cards(plan, registry, lives[tied[0]])
    code = plan.lottery_pseudonym("livelihood", tied[0])
    assert page.count(code) == 1
    assert code in plan.lottery_sheet()


def test_every_text_is_there_in_both_languages_and_every_reason_has_one():
    assert all(len(pair) == 2 and all(pair) for pair in TEXTS.values())
    for reason in ("not_eligible", "loses_points", "lottery", "bound", "stopped"):
        assert f"why.{reason}" in TEXTS
    for kind in ("mentor", "base", "project", "chain", "loan"):
        assert f"kind.{kind}" in TEXTS


def test_names_are_read_in_both_headings_and_encodings_and_faults_tell_rows_not_names(tmp_path):
    def written(text, encoding="utf-8"):
        path = tmp_path / "names.csv"
        path.write_bytes(text.encode(encoding))
        return path

    assert read_names(written("\ufeffid,name\nW1,王芳\n")) == {"W1": "王芳"}
    assert read_names(written("姓名,电话,编号\r\n王芳,1,W1\r\n\r\n", "gb18030")) == {"W1": "王芳"}
    for text in ("", "id\nW1\n", "id,name\nW1,王芳\nW1,李兰\n"):
        with pytest.raises(NamesError) as refused:
            read_names(written(text))
        assert "王芳" not in str(refused.value) and "李兰" not in refused.value.text("zh")
    assert shown_name(" a\n\u202eb\u200b ") == "a b"


def test_the_command_writes_the_page_whole_and_keeps_no_name(village, tmp_path, caplog):
    folder, _, _, code, women, _ = village
    (tmp_path / "names.csv").write_text(f"id,name\n{women[0]},独一无二\n", encoding="utf-8")
    out = tmp_path / "cards.html"
    with caplog.at_level(logging.DEBUG):
        done = jinguo("cards", folder / "plan.jinguo", folder / "tables", "--village", code, "--names",
                      tmp_path / "names.csv", "--out", out, "--from", "2016-08-01")
    assert "独一无二" in out.read_text(encoding="utf-8")
    assert "独一无二" not in done.stdout + done.stderr + caplog.text
    assert str(len(women)) in done.stdout
    assert sorted(one.name for one in tmp_path.iterdir()) == ["cards.html", "names.csv"]
    done = jinguo("cards", folder / "plan.jinguo", folder / "tables", "--village", "110101001001", "--out",
                  tmp_path / "none.html", code=1)
    assert "110101001001" in done.stderr
    assert not (tmp_path / "none.html").exists()
    jinguo("cards", folder / "plan.jinguo", folder / "tables", "--village", code, "--out", out, "--from",
           "1 August", code=2)


def test_a_village_is_given_by_its_name_or_its_code(village, tmp_path):
    folder, registry, _, code, *_ = village
    names = {one.code: one.name for one in registry.regions}
    told = f"{names[code[:6]]}{names[code[:9]]}{names[code]}"
    pages = []
    for given in (code, told, told.replace(names[code], " " + names[code])):
        out = tmp_path / f"{len(pages)}.html"
        jinguo("cards", folder / "plan.jinguo", folder / "tables", "--village", given, "--out", out)
        pages.append(out.read_text(encoding="utf-8"))
    assert pages[0] == pages[1] == pages[2]
    for lang, words in (("en", "no division of this name is known here"), ("zh", "没有这个名称的区划")):
        done = jinguo("cards", folder / "plan.jinguo", folder / "tables", "--village", "乌有村", "--out",
                      tmp_path / "cards.html", "--lang", lang, code=1)
        assert words in done.stderr
    assert not (tmp_path / "cards.html").exists()


def test_a_village_without_a_name_has_its_code_in_the_titles():
    code = "110101001001"  # of no division that is bundled
    registry = report_cases.registry(women=[(code, "illness")] * 2, bases=[(code, 1, "B")])
    plan = jg.match(registry, report_cases.policy())
    for lang, title, posted in (
        ("en", f"Cards for division {code}", f"Public notice: help for women of division {code}"),
        ("zh", f"区划代码 {code} 告知卡", f"区划代码 {code} 妇女帮扶安排公示"),
    ):
        page, _ = cards(plan, registry, code, lang=lang)
        assert f"<title>{title}</title>" in page and f"<h2>{posted}</h2>" in page


def test_a_division_code_covers_what_lies_in_it():
    from jinguo.cards import lies_in

    assert lies_in("430626101001", "430626101001")
    assert lies_in("430626101001", "430626101000")
    assert lies_in("430626101001", "430626")
    assert not lies_in("430626101001", "430626101002")
    assert not lies_in("430627101001", "430626000000")
    assert _core.tables


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_card_prints_on_one_sheet_of_a5(village, tmp_path, lang):
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium here: the cards are not printed")
    playwright = pytest.importorskip("playwright.sync_api")
    _, registry, plan, _, _, placed = village
    tied = set(plan["livelihood"].tied_women) & placed
    assert tied  # their cards are the longest: with a pseudonym
    page, count = cards(plan, registry, "43", names={one: "名" * 40 for one in placed}, lang=lang)
    (tmp_path / "cards.html").write_text(page, encoding="utf-8")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        opened = browser.new_page()
        opened.goto(f"file://{tmp_path / 'cards.html'}")
        printed = opened.pdf(prefer_css_page_size=True)
        browser.close()
    sheets = [tuple(map(float, box.split())) for box in re.findall(rb"/MediaBox \[([^]]*)\]", printed)]
    assert sum(width < 430 for _, _, width, _ in sheets) == count
    assert any(width > 590 for _, _, width, _ in sheets)  # the list to post is on A4

"""docs/api.md says what the package says of itself."""

from layout import load_script


def api_doc():
    return load_script("api_doc")


def test_the_page_is_what_the_package_says_today():
    """Renew with: .venv/bin/python scripts/api_doc.py"""
    made = api_doc()
    assert made.PAGE.read_text(encoding="utf-8") == made.page()


def test_the_page_has_every_public_name_with_words():
    import jinguo

    page = api_doc().page()
    for module in (jinguo, jinguo.measure, jinguo.finance, jinguo.plots, jinguo.solver):
        for name in module.__all__:
            if name != "__version__" and not hasattr(getattr(module, name), "__path__") and name not in ("finance", "measure", "plots", "solver"):
                assert f"### {name}\n" in page
    assert "0x" not in page  # no address of an object

"""docs/api.md says what the package says of itself."""

import importlib.util

from layout import ROOT


def api_doc():
    spec = importlib.util.spec_from_file_location("api_doc", ROOT / "scripts" / "api_doc.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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

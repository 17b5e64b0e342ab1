"""``jinguo cards``: a card for each woman of a village, and a list to post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .._errors import InputError
from .._files import write_text
from .._session import Fault
from ..cards import NamesError, cards, read_names
from ..plan import Plan
from ..registry import Registry
from ._inputs import day_of, tables_of

if TYPE_CHECKING:
    import argparse

    from .._session import Session
    from ._parser import Arguments


def add_arguments(to: Arguments) -> None:
    t = to.t
    made = to.command("cards", run, "a card for each woman of a village, and a list to post",
                      "某村每位妇女的告知卡和公示名单")
    to.plan(made)
    to.folder(made)
    made.add_argument("--village", required=True, metavar="V",
                      help=t("its name (with the township's, where two have it) or division code",
                             "村名（重名时连同乡镇名）或区划代码"))
    made.add_argument(
        "--names", metavar="FILE",
        help=t("CSV with id,name: read now, kept nowhere", "含 编号,姓名 的CSV：只在此时读取，不保存"),
    )
    made.add_argument(
        "--from", dest="from_day", metavar="DATE",
        help=t("from when new help runs (default: a line to fill in)", "新安排的开始日期（不给则留空待填）"),
    )
    made.add_argument("--out", required=True, metavar="FILE", help=t("the page (HTML)", "网页文件（HTML）"))


def run(args: argparse.Namespace, say: Session) -> int:
    plan = Plan.load(args.plan)
    registry, _ = tables_of(plan, args.folder, say)
    village = _division(args.village, registry, say)
    starts_on = day_of(args.from_day, "--from", say)
    try:
        names = read_names(args.names) if args.names else {}
        page, count = cards(
            plan, registry, village, names=names, starts_on=starts_on, lang=say.lang
        )
    except NamesError as error:
        raise Fault("names", error.text(say.lang)) from None
    except KeyError:
        raise Fault(
            "unknown_village",
            say.t(f"nobody of the plan lives in {args.village}", f"方案中没有人住在 {args.village}"),
        ) from None
    write_text(args.out, page, shared=say.shared)
    say.answer |= {"out": args.out, "cards": count}
    say.print(f"{count} cards and the village's list: {args.out}", f"告知卡 {count} 张和公示名单：{args.out}")
    return 0


def _division(text: str, registry: Any, say: Session) -> str:
    """The code of a division that is given by its code or its name, as the tables name one."""
    home = {"id": "H", "region": text, "status": "never", "standard": "national", "type": "general"}
    columns = ("id", "household", "birth_date", "relation", "education", "health", "labour")
    women: dict[str, list[str]] = {name: [] for name in columns}
    try:
        made = Registry.from_frames(regions=registry.columns("regions"), households=[home], women=women)
    except InputError as error:
        about = [issue for issue in error.issues if issue.column == "region"]
        if not about:
            raise
        said = (about[0].expected.text(say.lang), about[0].mend.text(say.lang))
        shown = about[0].value or text
        raise Fault(
            "village",
            say.t(f"--village: {shown}: expected {'; '.join(said)}", f"--village：{shown}：应为{'；'.join(said)}"),
        ) from None
    return made.households[0].region

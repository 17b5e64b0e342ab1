"""How arguments are read: argparse, in two languages."""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Callable
from typing import Any, NoReturn

from .. import _core
from .._core import mask_citizen_numbers

__all__ = ["Arguments", "Translate", "new_parser"]

Translate = Callable[[str, str], str]


class _Parser(argparse.ArgumentParser):
    """Names the nearest command when one is misspelt, and repeats no citizen number."""

    def error(self, message: str) -> NoReturn:
        super().error(message + _nearest(message, "; did you mean '{}'?"))

    def _print_message(self, message: str, file: Any = None) -> None:
        super()._print_message(mask_citizen_numbers(message), file)


class _ChineseParser(_Parser):
    """The same in Chinese: argparse itself speaks English only."""

    def error(self, message: str) -> NoReturn:
        said = message
        for pattern, zh in ARGUMENT_FAULTS:
            said = re.sub(pattern, zh, said)
        said += _nearest(message, "；是否为 {}？")
        self.exit(2, f"{self.format_usage()}{self.prog}：错误：{said}\n")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "用法：", 1)

    def format_help(self) -> str:
        text = super().format_help()
        for en, zh in HELP_WORDS:
            text = text.replace(en, zh, 1)
        return text


ARGUMENT_FAULTS = (  # what argparse says, and the Chinese of it
    (r"^the following arguments are required: (.*)$", r"缺少参数：\1"),
    (r"^unrecognized arguments: (.*)$", r"无法识别的参数：\1"),
    (r"^ambiguous option: (\S+) could match (.*)$", r"\1 不明确，可能是：\2"),
    (r"invalid choice: '?(.*?)'? \(choose from (.*)\)$", r"没有“\1”这一选项（可选：\2）"),
    (r"invalid int value: '(.*)'$", r"“\1”不是整数"),
    (r"invalid float value: '(.*)'$", r"“\1”不是数"),
    (r"expected one argument$", "须给出一个值"),
    (r"DATE:YUAN, such as (.*)$", r"须为 DATE:YUAN，如 \1"),
    (r"expected at least one argument$", "至少须给出一个值"),
    (r"^argument (.*?): ", r"参数 \1："),
)
HELP_WORDS = (
    ("usage: ", "用法："),
    ("\npositional arguments:\n", "\n参数：\n"),
    ("\noptions:\n", "\n选项：\n"),
    ("show this help message and exit", "显示此帮助"),
)


def _nearest(message: str, asks: str) -> str:
    """Asks whether the nearest of the choices was meant, or nothing."""
    wrong = re.search(r"invalid choice: '(.*?)' \(choose from (.*)\)", message)
    near = difflib.get_close_matches(wrong[1], re.findall(r"[\w-]+", wrong[2]), 1) if wrong else []
    return asks.format(near[0]) if near else ""


class Arguments:
    """Where commands say their arguments, and those that several have."""

    def __init__(self, commands: Any, common: argparse.ArgumentParser, t: Translate) -> None:
        self.commands, self.common, self.t = commands, common, t
        self.folder_help = t("folder of tables, or an .xlsx workbook", "表格文件夹，或 .xlsx 工作簿")
        self.plan_help = t("plan file, or the folder that holds it", "方案文件，或其所在文件夹")

    def command(self, name: str, run: Callable[..., int], en: str, zh: str) -> argparse.ArgumentParser:
        """A command's own parser."""
        said = self.t(en, zh)
        made: argparse.ArgumentParser = self.commands.add_parser(name, parents=[self.common], help=said, description=said)
        made.set_defaults(run=run)
        return made

    def actions(self, name: str, en: str, zh: str) -> Arguments:
        """A command that has commands of its own."""
        made = self.commands.add_parser(name, parents=[self.common], help=self.t(en, zh))
        actions = made.add_subparsers(dest="action", metavar=self.t("ACTION", "动作"), required=True)
        return Arguments(actions, self.common, self.t)

    def plan(self, made: argparse.ArgumentParser, **options: Any) -> None:
        made.add_argument("plan", metavar="PLAN", help=self.plan_help, **options)

    def folder(self, made: argparse.ArgumentParser, **options: Any) -> None:
        made.add_argument("folder", metavar="FOLDER", help=self.folder_help, **options)

    def policy(self, made: argparse.ArgumentParser, *, required: bool) -> None:
        made.add_argument(
            "--policy", required=required, metavar="P", help=self.t("policy file (TOML)", "政策文件（TOML）")
        )

    def households(self, made: argparse.ArgumentParser) -> None:
        """Of the synthetic city."""
        t = self.t
        made.add_argument(
            "--households", type=self.whole(20, 200_000), default=100_000, metavar="N",
            help=t("number of households (default 100,000)", "户数（默认 100,000）"),
        )
        made.add_argument(
            "--seed", type=self.whole(0, 2**63 - 1), default=2016, metavar="S",
            help=t("seed of the sample: same seed, same tables", "样本种子：相同种子得到相同表格"),
        )

    def whole(self, least: int, most: int) -> Callable[[str], int]:
        """What reads a whole number between two."""

        def read(text: str) -> int:
            if not re.fullmatch(r"[+-]?[0-9]{1,19}", text) or not least <= int(text) <= most:
                raise argparse.ArgumentTypeError(
                    self.t(f"expected a whole number from {least:,} to {most:,}, not {text[:40]}",
                      f"须为 {least:,} 至 {most:,} 的整数，而不是“{text[:40]}”")
                )
            return int(text)

        return read


def new_parser(t: Translate) -> tuple[argparse.ArgumentParser, Arguments]:
    """The parser without commands, and where they say their arguments."""
    kind: type[argparse.ArgumentParser] = _ChineseParser if t("en", "zh") == "zh" else _Parser
    common = kind(add_help=False)
    common.add_argument(
        "--lang",
        choices=("zh", "en"),
        default=argparse.SUPPRESS,
        help=t("language (default: zh if LANG begins with zh)", "语言（LANG 以 zh 开头时为 zh）"),
    )
    common.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help=t("print one JSON object for programs", "输出供程序读取的 JSON"),
    )
    common.add_argument(
        "--shared",
        action="store_true",
        default=argparse.SUPPRESS,
        help=t("files may be read by whom the umask lets (default: their owner alone)",
               "所写文件按 umask 允许他人读取（默认只有本人可读）"),
    )
    common.add_argument(
        "--version",
        action="version",
        version=f"jinguo {_core.__version__}",
        help=t("show the version and exit", "显示版本"),
    )
    parser = kind(
        prog="jinguo",
        parents=[common],
        description=t(
            "Matches people with help, exactly, with proofs and reasons.",
            "把需要帮扶的人与帮扶方匹配到最优，并给出证明和理由。",
        ),
    )
    commands = parser.add_subparsers(dest="command", metavar=t("COMMAND", "命令"), required=True)
    return parser, Arguments(commands, common, t)

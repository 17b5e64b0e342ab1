"""The command line: ``jinguo`` and ``python -m jinguo``.

Arguments are read by argparse: it is part of Python, so a federation's machine needs nothing beside
numpy, and it starts at once. Exit codes: 0 done, also with warnings or floors missed by the proven
least; 1 errors in the tables, a plan at fault, no plan possible, or a file that cannot be read; 2 wrong
usage; 130 interrupted. With ``--json`` one object is printed, {"jinguo": version, "format": 1, "command":
name, ...}; issues in it say file, row, column and code, and what was expected in words, never the value of a cell.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import IO

from ._core import mask_citizen_numbers
from ._errors import InfeasibleError, InputError
from ._session import Fault, Session, masked, system_fault
from .commands import COMMANDS
from .commands._parser import new_parser


def _parser(t: Callable[[str, str], str]) -> argparse.ArgumentParser:
    parser, arguments = new_parser(t)
    for command in COMMANDS:
        command.add_arguments(arguments)
    return parser


def _language(arguments: Sequence[str]) -> str:
    """The language of help and errors, before the arguments are read."""
    for k, argument in enumerate(arguments):
        if argument == "--lang" and k + 1 < len(arguments) and arguments[k + 1] in ("zh", "en"):
            return arguments[k + 1]
        if argument in ("--lang=zh", "--lang=en"):
            return argument[-2:]
    return "zh" if os.environ.get("LANG", "").startswith("zh") else "en"


def _fault(say: Session, code: str, text: str) -> int:
    say.answer |= {"error": code}
    if not say.as_json:
        print(f"jinguo: {mask_citizen_numbers(text)}", file=sys.stderr)
    return 2 if code == "usage" else 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code (argparse exits with 2 by itself)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang = _language(given)
    args = _parser(lambda en, zh: zh if lang == "zh" else en).parse_args(given)
    say = Session(lang, getattr(args, "json", False), args.command, getattr(args, "shared", False))
    try:
        code = int(args.run(args, say))
    except KeyboardInterrupt:
        if not say.as_json:
            text = say.t("interrupted; nothing was written", "已中断；未写入任何文件")
            print(f"\njinguo: {text}", file=sys.stderr)
        return 130
    except InputError as error:
        say.issues(error.issues, getattr(args, "folder", None) if args.command != "check" else None)
        code = _fault(say, "input", say.t("the input is at fault", "输入有误"))
    except InfeasibleError as error:
        lines = [message.text(lang) for message in (*error.rules, *error.repairs)]
        say.answer |= {"pairing": error.pairing, "rules": [m.code for m in error.rules]}
        head = say.t("no plan keeps every rule", "没有方案能满足所有规则")
        code = _fault(say, "infeasible", "\n  ".join([f"{head}: {error.args[0]}", *lines]))
    except Fault as fault:
        code = _fault(say, fault.code, fault.text)
    except BrokenPipeError:
        _quiet(sys.stdout)
        return 1
    except OSError as error:
        code = _fault(say, "file", system_fault(error, say))
    except ImportError as error:
        code = _fault(say, "missing", str(error))
    say.answer["exit"] = code
    if say.as_json:
        print(json.dumps(masked(say.answer), ensure_ascii=False, indent=2))
    return code


def _quiet(stream: IO[str]) -> None:
    """The reader is gone: nothing more is said, also not when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())

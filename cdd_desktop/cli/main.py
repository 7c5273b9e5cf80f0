"""The command `cdd-desktop`: without a command it opens the window.

Exit codes: 0 done, 1 refused with the reason, 2 wrong usage, 3 files of the program are missing
(`last_words`). Results go to standard output, reasons to standard error, both in Thai.
"""

from cdd_desktop.start_steps import StartSteps  # isort: skip - it notes when the first line ran

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from cdd_desktop import last_words, paths
from cdd_desktop.cli.opening_grammar import only_opens, opening_parser, with_command
from cdd_desktop.errors import CddError, ImportRejected, RowProblem

Command = Callable[[argparse.Namespace], int]

_COMMANDS = {
    "office create": ("cdd_desktop.cli.offices", "create"),
    "demo": ("cdd_desktop.cli.offices", "demo"),
    "check": ("cdd_desktop.cli.health", "check"),
    "village list": ("cdd_desktop.cli.villages", "show_list"),
    "village alike": ("cdd_desktop.cli.villages", "show_alike"),
    "village show": ("cdd_desktop.cli.villages", "show"),
    "village change": ("cdd_desktop.cli.villages", "change"),
    "government list": ("cdd_desktop.cli.governments", "show_list"),
    "government without": ("cdd_desktop.cli.governments", "show_without"),
    "government show": ("cdd_desktop.cli.governments", "show"),
    "government add": ("cdd_desktop.cli.governments", "add"),
    "government change": ("cdd_desktop.cli.governments", "change"),
    "government close": ("cdd_desktop.cli.governments", "close"),
    "government assign": ("cdd_desktop.cli.governments", "assign"),
    "government release": ("cdd_desktop.cli.governments", "release"),
    "import governments": ("cdd_desktop.cli.imports", "governments"),
    "import boundaries": ("cdd_desktop.cli.boundaries", "load"),
    "boundary list": ("cdd_desktop.cli.boundaries", "show_list"),
    "boundary remove": ("cdd_desktop.cli.boundaries", "remove"),
    "import villages": ("cdd_desktop.cli.imports", "villages"),
    "import answers": ("cdd_desktop.cli.imports", "answers"),
    "backup": ("cdd_desktop.cli.backups", "backup"),
    "restore": ("cdd_desktop.cli.backups", "bring_back"),
    "report list": ("cdd_desktop.cli.reports", "show_list"),
    "report make": ("cdd_desktop.cli.reports", "make"),
    "columns list": ("cdd_desktop.cli.columns", "show_list"),
    "columns fields": ("cdd_desktop.cli.columns", "show_fields"),
    "columns save": ("cdd_desktop.cli.columns", "save"),
    "columns rename": ("cdd_desktop.cli.columns", "rename"),
    "columns delete": ("cdd_desktop.cli.columns", "delete"),
    "letter list": ("cdd_desktop.cli.letters", "show_list"),
    "letter make": ("cdd_desktop.cli.letters", "make"),
    "pack list": ("cdd_desktop.cli.packs", "show_list"),
    "pack show": ("cdd_desktop.cli.packs", "show"),
    "pack make": ("cdd_desktop.cli.packs", "make"),
    "plan list": ("cdd_desktop.cli.plans", "show_list"),
    "plan make": ("cdd_desktop.cli.plans", "make"),
    "plan adopt": ("cdd_desktop.cli.plans", "adopt"),
    "plan workbook": ("cdd_desktop.cli.plans", "workbook"),
    "import projects": ("cdd_desktop.cli.plans", "import_projects"),
    "waste month show": ("cdd_desktop.cli.waste", "show_month"),
    "waste month set": ("cdd_desktop.cli.waste", "set_figure"),
    "waste month close": ("cdd_desktop.cli.waste", "close_month"),
    "waste bins": ("cdd_desktop.cli.waste", "show_bins"),
    "waste bank list": ("cdd_desktop.cli.waste", "show_banks"),
    "waste workbook": ("cdd_desktop.cli.waste", "workbook"),
    "import waste": ("cdd_desktop.cli.waste", "import_waste"),
    "target list": ("cdd_desktop.cli.targets", "show_list"),
    "target add": ("cdd_desktop.cli.targets", "add"),
    "target remove": ("cdd_desktop.cli.targets", "remove"),
    "target copy": ("cdd_desktop.cli.targets", "copy"),
    "target import": ("cdd_desktop.cli.targets", "import_list"),
    "target progress": ("cdd_desktop.cli.targets", "show_progress"),
    "target due list": ("cdd_desktop.cli.targets", "show_due"),
    "target due set": ("cdd_desktop.cli.targets", "set_due"),
    "target due remove": ("cdd_desktop.cli.targets", "remove_due"),
    "forum list": ("cdd_desktop.cli.forum", "show_list"),
    "forum begin": ("cdd_desktop.cli.forum", "begin"),
    "forum close": ("cdd_desktop.cli.forum", "close"),
    "forum remove": ("cdd_desktop.cli.forum", "remove"),
    "verify propose": ("cdd_desktop.cli.verify", "propose"),
    "verify start": ("cdd_desktop.cli.verify", "start"),
    "verify list": ("cdd_desktop.cli.verify", "show_list"),
    "verify show": ("cdd_desktop.cli.verify", "show"),
    "verify key": ("cdd_desktop.cli.verify", "key"),
    "verify finish": ("cdd_desktop.cli.verify", "finish"),
    "verify resolve": ("cdd_desktop.cli.verify", "resolve"),
    "verify close": ("cdd_desktop.cli.verify", "close"),
    "verify remove": ("cdd_desktop.cli.verify", "remove"),
    "workbook make": ("cdd_desktop.cli.workbooks", "make"),
    "workbook take": ("cdd_desktop.cli.workbooks", "take"),
    "workbook owed": ("cdd_desktop.cli.workbooks", "owed"),
    "workflow steps": ("cdd_desktop.cli.workflow", "show_steps"),
    "workflow show": ("cdd_desktop.cli.workflow", "show"),
    "workflow forward": ("cdd_desktop.cli.workflow", "forward"),
    "workflow return": ("cdd_desktop.cli.workflow", "send_back"),
    "workflow announce": ("cdd_desktop.cli.workflow", "announce"),
    "workflow unlock": ("cdd_desktop.cli.workflow", "unlock"),
    "workflow log": ("cdd_desktop.cli.workflow", "show_log"),
    "instrument list": ("cdd_desktop.cli.instruments", "show_list"),
    "instrument show": ("cdd_desktop.cli.instruments", "show"),
    "instrument new": ("cdd_desktop.cli.instruments", "new"),
    "instrument export": ("cdd_desktop.cli.instruments", "export"),
    "instrument import": ("cdd_desktop.cli.instruments", "take"),
    "instrument publish": ("cdd_desktop.cli.instruments", "publish"),
    "instrument unpublish": ("cdd_desktop.cli.instruments", "unpublish"),
    "instrument remove": ("cdd_desktop.cli.instruments", "remove"),
    "instrument confirm": ("cdd_desktop.cli.instruments", "confirm"),
    "thresholds": ("cdd_desktop.cli.thresholds", "thresholds"),
    "trace": ("cdd_desktop.cli.traces", "trace"),
    "undo": ("cdd_desktop.cli.history", "undo"),
    "screenshots": ("cdd_desktop.cli.windows", "screenshots"),
    "self-test": ("cdd_desktop.cli.self_test.command", "run"),
    "open": ("cdd_desktop.cli.windows", "open_window"),
}
# the window shows the ways out of a missing folder itself; the self-test has a folder of its own
_WITHOUT_DATA = {"open", "self-test"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    _speak_utf8()
    try:
        chosen = _parsed(sys.argv[1:] if arguments is None else arguments)
        chosen.steps = StartSteps()
        if chosen.data_dir is None:
            chosen.data_dir = paths.data_dir()
            if chosen.command == "demo":
                chosen.data_dir = paths.demo_data_dir(chosen.data_dir)
        module, function = _COMMANDS[chosen.command]
        command: Command = getattr(import_module(module), function)  # seconds: may be stopped
        if chosen.command not in _WITHOUT_DATA and chosen.data_dir == paths.chosen_data_dir():
            from cdd_desktop.storage.folder import require_chosen  # noqa: PLC0415 - brings asyncio

            require_chosen(chosen.data_dir)
        return command(chosen)
    except ImportRejected as rejected:
        print(rejected, file=sys.stderr)
        print_problems(rejected.problems)
        return 1
    except CddError as refused:
        last_words.tell(str(refused))
        return 1
    except KeyboardInterrupt:
        print("หยุดแล้ว ข้อมูลเป็นอย่างเดิม กรุณาสั่งใหม่เมื่อพร้อม", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # whoever read our output has left (`| head`); what is still unprinted goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except ImportError:  # what is imported only now is a file of the program too
        return last_words.tell_damaged()
    except Exception:  # noqa: BLE001 - a bug: told like everything else, its details kept
        last_words.tell_bug()
        return 1


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    arguments = with_command(arguments)
    if only_opens(arguments):
        return opening_parser().parse_args(arguments)
    from cdd_desktop.cli.parser import build_parser  # noqa: PLC0415 - see `opening_grammar`

    return build_parser().parse_args(arguments)


def print_problems(problems: Sequence[RowProblem]) -> None:
    """List what was refused by row."""
    for problem in problems:
        print(f"  {problem}", file=sys.stderr)


def _speak_utf8() -> None:
    # a Thai Windows console is cp874, another one cp437: never die of a letter
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")

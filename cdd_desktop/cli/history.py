"""Commands about what was done before."""

import argparse

from cdd_desktop.bootstrap import open_office
from cdd_desktop.storage.operations import OperationEntry
from cdd_desktop.thai.calendar import in_thailand, short_thai_date, thai_time


def undo(chosen: argparse.Namespace) -> int:
    """`undo [--list N]`: take the last operation back, or list the last ones, newest first."""
    with open_office(chosen.data_dir) as services:
        if chosen.list is not None:
            for entry in services.history.recent(chosen.list):
                print(_line(entry))
            return 0
        entry = services.history.undo_last()
    print(f"เลิกทำแล้ว: {entry.summary} (ทำเมื่อ {_moment(entry)})")
    return 0


def _line(entry: OperationEntry) -> str:
    if entry.reversed_by is not None:
        state = "เลิกทำแล้ว"
    elif entry.kept_because:
        state = "เลิกทำไม่ได้"
    else:
        state = ""
    return "\t".join((str(entry.id), _moment(entry), entry.summary, state)).rstrip()


def _moment(entry: OperationEntry) -> str:
    moment = in_thailand(entry.at)
    return f"{short_thai_date(moment.date())} {thai_time(moment)}"

"""Refusals of lines, shown where the lines stand."""

from collections.abc import Sequence
from typing import Any

from cdd_desktop.errors import ValidationFailed
from cdd_desktop.gui.pages.waste.books.lines import LinesTable, NumbersModel


def mark_lines(
    table: LinesTable,
    model: NumbersModel[Any],
    problem: ValidationFailed,
    rows: Sequence[int],
    **renamed: str,
) -> ValidationFailed:
    """Mark the cells that a refusal speaks of as `<place>:<field>`, and stand on the first.

    `rows`: by place the row it was told from; `renamed`: the columns that have another name than
    the field. Gives the same refusal with all of its lines under `lines`, each after its name.
    """
    marked: dict[tuple[int, str], str] = {}
    told: dict[str, str] = {}
    for key, text in problem.problems.items():
        place, colon, field = key.partition(":")
        if not colon or not place.isdecimal():
            told[key] = text
            continue
        row = rows[int(place)]
        marked[row, renamed.get(field, field)] = text
        # the reason may name the goods itself
        name = model.rows[row].name
        line = text if text.startswith(name.partition(" ")[0]) else f"{name}: {text}"
        told["lines"] = f"{told['lines']} {line}" if "lines" in told else line
    names = [field.name for field in model.fields]
    for row, field in marked:
        if field in names:
            table.choose(row, names.index(field))
            break
    model.mark(marked)
    return ValidationFailed(told)

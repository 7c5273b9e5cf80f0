"""The money of a project as lines: year by source, with sums."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import IntEnum
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from cdd_desktop.gui import theme
from cdd_desktop.gui.pages.plans.panel.around import Around
from cdd_desktop.gui.pages.plans.panel.typed_cells import RefusedCells, TypedCellDelegate
from cdd_desktop.gui.snapshot_model import AT_RIGHT, Index, SnapshotModel
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.lookups.records import ListName
from cdd_desktop.plans.records import Money, Project, total
from cdd_desktop.plans.words import Which
from cdd_desktop.thai.money import format_baht

NO_SOURCE = "ยังไม่ระบุ"
_BLANK = "–"


class MoneyColumn(IntEnum):
    """Columns of `MoneyModel`."""

    YEAR = 0
    SOURCE = 1
    REQUESTED = 2
    APPROVED = 3
    SPENT = 4


WHICH: dict[int, Which] = {
    MoneyColumn.REQUESTED: "requested",
    MoneyColumn.APPROVED: "approved",
    MoneyColumn.SPENT: "spent",
}
_HEADINGS: dict[MoneyColumn, str] = {
    MoneyColumn.YEAR: "ปี",
    MoneyColumn.SOURCE: "แหล่งงบ",
    MoneyColumn.REQUESTED: "ขอ",
    MoneyColumn.APPROVED: "ได้รับ",
    MoneyColumn.SPENT: "ใช้จ่าย",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyLine:
    """`money` of one year and source; of a sum `words` says of what. `source_words` of the key."""

    money: Money
    source_words: str = ""
    words: str = ""
    begins_year: bool = False

    @property
    def is_sum(self) -> bool:
        """Whether nothing is typed into it."""
        return bool(self.words)


def money_lines(
    project: Project, around: Around, more: Collection[tuple[int, str]]
) -> tuple[MoneyLine, ...]:
    """The lines of a project: every year has one, `more` are those added and still blank."""
    held = {(line.year, line.source): line for line in project.money}
    for key in more:
        held.setdefault(key, Money(year=key[0], source=key[1]))
    years = sorted({*around.years, *(year for year, _ in held)})
    lines: list[MoneyLine] = []
    for year in years:
        here = [held[key] for key in sorted(held) if key[0] == year]
        here = here or [Money(year=year, source="")]
        for place, money in enumerate(here):
            words = around.label(ListName.MONEY_SOURCE, money.source) or NO_SOURCE
            lines.append(MoneyLine(money=money, source_words=words, begins_year=place == 0))
        if len(here) > 1:
            lines.append(MoneyLine(money=_sum(here), words="รวมปี"))
    everything = _sum([line.money for line in lines if not line.is_sum])
    lines.append(MoneyLine(money=replace(everything, year=0), words="รวมทุกปี"))
    return tuple(lines)


def _sum(lines: Collection[Money]) -> Money:
    return Money(
        year=max(line.year for line in lines),
        source="",
        requested=total(line.requested for line in lines),
        approved=total(line.approved for line in lines),
        spent=total(line.spent for line in lines),
    )


class MoneyModel(SnapshotModel[MoneyLine]):
    """Blank is shown as a dash, zero as 0. What is typed is given to `typed`."""

    def __init__(
        self,
        refused: RefusedCells,
        typed: Callable[[Money, int, str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(_HEADINGS, parent, right=tuple(map(MoneyColumn, WHICH)))
        self._refused = refused
        self._typed = typed
        self._project: UUID | None = None
        self._choices: tuple[tuple[str, str], ...] = ()
        self._is_open = False

    def show_of(
        self, project: Project | None, around: Around | None, lines: tuple[MoneyLine, ...]
    ) -> None:
        """Show the lines of a project."""
        self._project = project.uuid if project is not None else None
        self._is_open = around is not None and not around.is_closed
        if around is not None:
            offered = around.lists[ListName.MONEY_SOURCE].offered(around.year)
            self._choices = ((NO_SOURCE, ""), *((entry.label, entry.key) for entry in offered))
        self.show(lines)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_typed = index.column() != MoneyColumn.YEAR and not self._rows[index.row()].is_sum
        return flags | Qt.ItemFlag.ItemIsEditable if is_typed and self._is_open else flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line, column = self._rows[index.row()], index.column()
        kept = self._refused.at(self._project, self.cell(line, column)) if self._project else None
        shown = self._shown(line, column)
        told: str | None = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                told = kept.text if kept else shown
            case Qt.ItemDataRole.EditRole:
                told = kept.text if kept else self._edited(line, column)
            case Qt.ItemDataRole.ToolTipRole:
                told = tooltip(kept.problem if kept else shown)
            case Qt.ItemDataRole.TextAlignmentRole:
                return AT_RIGHT if column in WHICH else None
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(line, column, is_refused=kept is not None)
            case Qt.ItemDataRole.BackgroundRole:
                return theme.current().colour("raised") if line.is_sum else None
            case TypedCellDelegate.CHOICES_ROLE:
                return self._sources(line) if column == MoneyColumn.SOURCE else None
            case TypedCellDelegate.NUMBER_ROLE:
                return column in WHICH
        return told

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        line = self._rows[index.row()]
        column, text = index.column(), str(value or "")
        kept = self._refused.at(self._project, self.cell(line, column)) if self._project else None
        if text == (kept.text if kept else self._edited(line, column)):
            return False
        self._typed(line.money, column, text)
        return True

    @staticmethod
    def cell(line: MoneyLine, column: int) -> tuple[int, str, int]:
        """What names a cell, however the lines stand."""
        return line.money.year, line.money.source, column

    def _sources(self, line: MoneyLine) -> tuple[tuple[str, str], ...]:
        """What may be chosen, the line's own source among it even where it is retired."""
        if any(key == line.money.source for _, key in self._choices):
            return self._choices
        return (*self._choices, (line.source_words, line.money.source))

    def _colour(self, line: MoneyLine, column: int, *, is_refused: bool) -> object:
        if is_refused:
            return theme.current().colour("failed")
        is_untold = column == MoneyColumn.SOURCE and not line.money.source and not line.is_sum
        return theme.current().colour("muted") if is_untold else None

    def _shown(self, line: MoneyLine, column: int) -> str:
        if column == MoneyColumn.YEAR:
            return line.words if not line.money.year else str(line.money.year) * line.begins_year
        if column == MoneyColumn.SOURCE:
            return (line.words if line.money.year else "") if line.is_sum else line.source_words
        return format_baht(getattr(line.money, WHICH[column])) or _BLANK

    def _edited(self, line: MoneyLine, column: int) -> str:
        if column == MoneyColumn.SOURCE:
            return line.money.source
        if column not in WHICH:
            return ""
        return format_baht(getattr(line.money, WHICH[column])).replace(",", "")

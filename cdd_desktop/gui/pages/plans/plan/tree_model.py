"""Areas and their plans as a tree model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt
from typing_extensions import override

from cdd_desktop.gui.snapshot_model import Index
from cdd_desktop.gui.thai_text import tooltip
from cdd_desktop.plans.records import Level, PlanLine, span
from cdd_desktop.thai.money import format_baht


@dataclass(slots=True, kw_only=True, eq=False)
class Spot:
    """A place of the tree: an area with what is below it, or a plan."""

    title: str = ""
    detail: str = ""
    plan: PlanLine | None = None
    parent: "Spot | None" = None
    place: int = 0  # among its parent's
    below: list["Spot"] = field(default_factory=list)

    @classmethod
    def of(cls, plans: Sequence[PlanLine], names: Mapping[str, str]) -> "Spot":
        """The root over the areas of these plans, which come in the order of their codes."""
        root = cls()
        areas: dict[str, Spot] = {"": root}
        for plan in plans:
            parent = root
            for length in (4, 6):
                code = plan.code[:length]
                if len(code) == length:
                    if code not in areas:
                        areas[code] = parent.add(cls(title=names.get(code, code)))
                    parent = areas[code]
            parent.add(_plan_spot(plan, names))
        return root

    def add(self, spot: "Spot") -> "Spot":
        """Put one below this; gives it."""
        spot.parent, spot.place = self, len(self.below)
        self.below.append(spot)
        return spot


def _plan_spot(plan: PlanLine, names: Mapping[str, str]) -> Spot:
    years = span(plan.start_year, plan.end_year)
    whose = names.get(plan.code, plan.code) if plan.level is Level.VILLAGE else plan.level.label
    counted = "ยังไม่มีโครงการ"
    if plan.count:
        counted = f"{plan.count:,} โครงการ · {format_baht(plan.requested)} บาท"
    return Spot(
        title=plan.name or whose,
        detail=f"{years} · {plan.state.label}\n{counted}",
        plan=plan,
    )


class PlanTreeModel(QAbstractItemModel):
    """A snapshot of `Spot`s; `show` replaces them all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = Spot()
        self._held: list[Spot] = []  # indexes point at them: Qt keeps no Python object alive
        self._by_plan: dict[UUID, Spot] = {}

    @property
    def has_plans(self) -> bool:
        """Whether any plan is shown."""
        return bool(self._by_plan)

    def show(self, root: Spot) -> None:
        """Show these."""
        self.beginResetModel()
        self._root = root
        self._held = []
        waiting = [root]
        while waiting:
            spot = waiting.pop()
            self._held.append(spot)
            waiting.extend(spot.below)
        self._by_plan = {spot.plan.uuid: spot for spot in self._held if spot.plan is not None}
        self.endResetModel()

    def plan_at(self, index: Index) -> PlanLine | None:
        """The plan of a place; None for an area."""
        return self._spot(index).plan

    def index_of(self, uuid: UUID | None) -> QModelIndex:
        """Where a plan stands; an invalid index where it is not shown."""
        spot = None if uuid is None else self._by_plan.get(uuid)
        return QModelIndex() if spot is None else self.createIndex(spot.place, 0, spot)

    @override
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        below = self._spot(parent).below
        if column or not 0 <= row < len(below) or (parent.isValid() and parent.column()):
            return QModelIndex()
        return self.createIndex(row, 0, below[row])

    @override
    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override] # QObject's own too
        above = self._spot(index).parent if index.isValid() else None
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.place, 0, above)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.column() > 0 else len(self._spot(parent).below)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        spot = self._spot(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{spot.title}\n{spot.detail}" if spot.detail else spot.title
        if role == Qt.ItemDataRole.ToolTipRole:
            told = f"{spot.title} · {spot.detail}" if spot.detail else spot.title
            return tooltip(" · ".join(told.split("\n")))
        return None

    def _spot(self, index: Index) -> Spot:
        spot = index.internalPointer() if index.isValid() else None
        return spot if isinstance(spot, Spot) else self._root

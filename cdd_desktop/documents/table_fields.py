"""What a table can show: fields that know their heading and how to read a record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from cdd_desktop.documents.model import Align, CellValue, Column, ColumnKind, Row, RowKind

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableField(Generic[R]):
    """One column that a table of `R` can have.

    `key` is stable: templates hold it. `shelf` is under what it is offered; `told` is what it is
    called there, where its heading alone would not say. `needs` names what has to be read for it
    beyond the usual. `heading`, `group`, `weight` and `align` become those of its `Column`.
    """

    key: str
    heading: str
    value: Callable[[R], CellValue]
    shelf: str
    told: str = ""
    kind: ColumnKind = ColumnKind.TEXT
    weight: float = 1.0
    group: str = ""
    align: Align | None = None
    needs: str = ""
    is_personal: bool = False

    @property
    def title(self) -> str:
        """What lists of fields call it."""
        if self.told:
            return self.told
        return f"{self.group}: {self.heading}" if self.group else self.heading

    @property
    def column(self) -> Column:
        """The column it makes."""
        return Column(
            heading=self.heading,
            kind=self.kind,
            weight=self.weight,
            group=self.group,
            align=self.align,
        )


def columns_of(fields: Sequence[TableField[R]]) -> tuple[Column, ...]:
    """The columns of a table of these fields."""
    return tuple(field.column for field in fields)


def row_of(fields: Sequence[TableField[R]], record: R, kind: RowKind = RowKind.BODY) -> Row:
    """What the fields read in a record."""
    return Row(values=tuple(field.value(record) for field in fields), kind=kind)


def by_key(fields: Sequence[TableField[R]], keys: Sequence[str]) -> tuple[TableField[R], ...]:
    """The fields with these keys, in this order; raises `KeyError`."""
    known = {field.key: field for field in fields}
    return tuple(known[key] for key in keys)

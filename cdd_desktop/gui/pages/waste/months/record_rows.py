"""The record of a month as lines that are typed in, and back again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from cdd_desktop.errors import CddError, ValidationFailed
from cdd_desktop.gui.pages.waste.months.columns import Column, Kind
from cdd_desktop.lookups.records import Entry
from cdd_desktop.waste.amounts import NotAnAmount, format_amount, parse_amount
from cdd_desktop.waste.months.records import Basis, Fate, Figure, MonthRecord, StreamFact

BASIS_FIELDS = {
    Basis.HOUSEHOLD: "household",
    Basis.AGGREGATE: "aggregate",
    Basis.ESTIMATE: "estimate",
}
# an amount as typed, of an item: thousandths of its unit, and the words where it was of a measure
ParseTyped = Callable[[str, str], tuple[int | None, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """An item, with what is typed of it on each basis. `told`: what is to be checked."""

    item: str
    stream: str
    label: str
    household: str = ""
    aggregate: str = ""
    estimate: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamRow:
    """How a stream was weighed."""

    stream: str
    label: str
    is_drained: bool | None = None
    weighed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FateRow:
    """What became of a stream, or did not. `amount` as typed, in kilograms."""

    stream: str
    fate: str
    stream_label: str
    label: str
    is_told: bool = False
    amount: str = ""


def figure_rows(record: MonthRecord, columns: Sequence[Column]) -> tuple[FigureRow, ...]:
    """A line to each item, in the order of the columns."""
    rows = []
    for column in columns:
        if column.kind is not Kind.ITEM:
            continue
        typed = {}
        for basis, name in BASIS_FIELDS.items():
            figure = record.figure(column.key, basis)
            typed[name] = "" if figure is None else figure.typed or format_amount(figure.amount)
        unit = f" ({column.measure})" if column.measure else ""
        rows.append(
            FigureRow(
                item=column.key,
                stream=column.stream or column.key,
                label=f"{column.label}{unit}",
                **typed,
            )
        )
    return tuple(rows)


def stream_rows(record: MonthRecord, streams: Sequence[Entry]) -> tuple[StreamRow, ...]:
    """A line to each stream."""
    held = {fact.stream: fact for fact in record.streams}
    return tuple(
        StreamRow(
            stream=entry.key,
            label=_short(entry),
            is_drained=held[entry.key].is_drained if entry.key in held else None,
            weighed_by=held[entry.key].weighed_by if entry.key in held else "",
        )
        for entry in streams
    )


def fate_rows(
    record: MonthRecord, streams: Sequence[Entry], fates: Sequence[Entry]
) -> tuple[FateRow, ...]:
    """A line to each fate of each stream."""
    held = {(fate.stream, fate.fate): fate for fate in record.fates}
    rows = []
    for stream in streams:
        for number, fate in enumerate(fates):
            told = held.get((stream.key, fate.key))
            rows.append(
                FateRow(
                    stream=stream.key,
                    fate=fate.key,
                    stream_label=_short(stream) if number == 0 else "",
                    label=fate.label,
                    is_told=told is not None,
                    amount="" if told is None else format_amount(told.amount),
                )
            )
    return tuple(rows)


def as_record(
    record: MonthRecord,
    figures: Sequence[FigureRow],
    streams: Sequence[StreamRow],
    fates: Sequence[FateRow],
    parse_typed: ParseTyped,
) -> MonthRecord:
    """The record as typed; raises `ValidationFailed` by `item:basis` and `stream/fate`.

    A figure that is typed as it was stays as it was, also where a measure weighs another today.
    """
    problems: dict[str, str] = {}
    made = [f for f in record.figures if f.item not in {row.item for row in figures}]
    before = {
        (row.item, name): getattr(row, name)
        for row in figure_rows(record, [_column(row) for row in figures])
        for name in BASIS_FIELDS.values()
    }
    for row in figures:
        for basis, name in BASIS_FIELDS.items():
            text = getattr(row, name)
            held = record.figure(row.item, basis)
            if text == before[row.item, name]:
                made += [] if held is None else [held]
                continue
            try:
                amount, typed = parse_typed(row.item, text)
            except CddError as problem:
                problems[f"{row.item}:{int(basis)}"] = str(problem)
                continue
            if amount is not None:
                made.append(
                    Figure(
                        item=row.item, stream=row.stream, basis=basis, amount=amount, typed=typed
                    )
                )
    told = []
    for one in fates:
        if not one.is_told:
            continue
        try:
            told.append(Fate(stream=one.stream, fate=one.fate, amount=parse_amount(one.amount)))
        except NotAnAmount as problem:
            problems[f"{one.stream}/{one.fate}"] = str(problem)
    if problems:
        raise ValidationFailed(problems)
    known = {row.stream for row in streams}
    offered = {(one.stream, one.fate) for one in fates}
    return replace(
        record,
        figures=tuple(made),
        streams=(
            *(fact for fact in record.streams if fact.stream not in known),
            *(
                StreamFact(stream=row.stream, is_drained=row.is_drained, weighed_by=row.weighed_by)
                for row in streams
                if row.is_drained is not None or row.weighed_by
            ),
        ),
        fates=(*(f for f in record.fates if (f.stream, f.fate) not in offered), *told),
    )


def placed_problems(
    problems: Mapping[str, str], figures: Sequence[FigureRow], fates: Sequence[FateRow]
) -> tuple[dict[tuple[int, str], str], dict[tuple[int, str], str], dict[str, str]]:
    """Problems by the row and field of the two tables, and those of no cell."""
    own = {
        f"{row.item}:{int(basis)}": (at, name)
        for at, row in enumerate(figures)
        for basis, name in BASIS_FIELDS.items()
    }
    of_fates = {f"{row.stream}/{row.fate}": (at, "amount") for at, row in enumerate(fates)}
    return (
        {own[key]: text for key, text in problems.items() if key in own},
        {of_fates[key]: text for key, text in problems.items() if key in of_fates},
        {key: text for key, text in problems.items() if key not in own and key not in of_fates},
    )


def _short(stream: Entry) -> str:
    return str(stream.traits.get("short") or stream.label)


def _column(row: FigureRow) -> Column:
    return Column(kind=Kind.ITEM, key=row.item, title="", label="", stream=row.stream)

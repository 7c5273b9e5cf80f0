"""What a cell of the month grid shows and says, made of its row and column."""

from cdd_desktop.gui.pages.waste.months.columns import BINS, Column, Kind
from cdd_desktop.gui.pages.waste.months.reading import Asked, Row, Whose, shown_figure
from cdd_desktop.thai.calendar import short_thai_date
from cdd_desktop.waste.amounts import format_amount
from cdd_desktop.waste.months.checks import Check, DoubtLine
from cdd_desktop.waste.months.corrections import CorrectionLine
from cdd_desktop.waste.months.records import Basis, Closing, Figure
from cdd_desktop.waste.units import Scope

BOOKS_MARK = "บ"
_BOOKS = "ยอดนี้มาจากบัญชีธนาคารขยะ ถ้าไม่ตรง กรุณาแก้ในมุมมอง บัญชีธนาคาร"
_BESIDES = "  + นอกหมู่บ้าน (ศพด. โรงเรียน ตลาด)"
_REGISTER = "ยอดนี้นับจากทะเบียนครัวเรือน ถ้าไม่ตรง กรุณาแก้ในมุมมอง ถังขยะเปียก"


def group_title(asked: Asked) -> str:
    """What stands over the first column."""
    return "อำเภอ" if asked.whose is Whose.GOVERNMENTS else asked.grouping.label


def unit_title(asked: Asked) -> str:
    """What stands over the names of units."""
    return asked.whose.label


def unit_name(row: Row) -> str:
    """A unit in its cell; what an อปท. tells besides stands below its name."""
    return _BESIDES if row.unit.scope is Scope.EXTRA else row.line.label


def from_books(row: Row, column: Column) -> int | None:
    """What the books of the unit's bank come to, where they stand for what was typed."""
    if not column.is_of_bank or row.counted is None or row.unit.scope is not Scope.VILLAGE:
        return None
    counted = row.counted.figures.get(column.key)
    shown = shown_figure(row.record, column)
    if counted is None or (shown is not None and shown[0].amount == counted):
        return None
    return counted


def is_from_elsewhere(row: Row, column: Column) -> bool:
    """Whether a cell shows what is kept in another view, so that nothing is typed into it."""
    if column.kind is Kind.BINS:
        return row.bins is not None and row.bins.basis is Basis.HOUSEHOLD
    return from_books(row, column) is not None


def amount_shown(row: Row, column: Column) -> int | None:
    """The amount in a cell of an item."""
    books = from_books(row, column)
    if books is not None:
        return books
    shown = shown_figure(row.record, column)
    return None if shown is None else shown[0].amount


def bins_told(row: Row) -> str:
    """How many bins there are; empty where it is not told."""
    installed = None if row.bins is None else row.bins.installed
    return "" if installed is None else f"{installed:,}"


def mark(row: Row, column: Column) -> str:
    """The letter of the basis that a cell shows."""
    if column.kind is Kind.BINS:
        has_bins = row.bins is not None and row.bins.installed is not None
        return row.bins.basis.mark if has_bins and row.bins is not None else ""
    if column.kind is not Kind.ITEM:
        return ""
    if from_books(row, column) is not None:
        return BOOKS_MARK
    shown = shown_figure(row.record, column)
    return "" if shown is None else shown[0].basis.mark


def is_faint(row: Row, column: Column) -> bool:
    """Whether what a cell shows is in no sum."""
    if column.kind is not Kind.ITEM or from_books(row, column) is not None:
        return False
    shown = shown_figure(row.record, column)
    return shown is not None and (not shown[1] or _stands_back(row, column, shown[0]))


def correction_of(row: Row, column: Column) -> CorrectionLine | None:
    """The last change of a cell after its month was closed."""
    return row.corrections.get("" if column.kind is Kind.UNIT else column.key)


def doubt_state(row: Row, column: Column) -> str:
    """`open`, `confirmed` or nothing."""
    found = [one for one in row.doubts if doubt_home(row, one) == column.key]
    if not found:
        return ""
    return "open" if any(one.confirmation is None for one in found) else "confirmed"


def doubt_home(row: Row, one: DoubtLine) -> str:
    """The key of the column at which a doubt is shown: that of the item it is about, else the
    name of the unit."""
    if one.doubt.check is Check.BINS:
        return BINS
    items = {f.item for f in row.record.figures} if row.record is not None else set()
    return one.doubt.key if one.doubt.key in items else "unit"


def told_of(row: Row, column: Column, closing: Closing | None) -> str:
    """Everything that a cell's mark stands for, a line each."""
    lines: list[str] = []
    if column.kind is Kind.GROUP:
        return row.group
    if column.kind is Kind.UNIT:
        lines.append(_unit_told(row))
    elif column.kind is Kind.BINS:
        lines += _bins_lines(row)
    else:
        lines += _figure_lines(row, column)
    lines += _doubt_lines(row, column)
    correction = correction_of(row, column)
    if correction is not None:
        one = correction.correction
        before = "ว่าง" if one.before is None else _amount(one.before, column)
        after = "ว่าง" if one.after is None else _amount(one.after, column)
        what = f"จาก {before} เป็น {after} " if column.kind is Kind.ITEM else ""
        lines.append(f"แก้ไขหลังปิดเดือนเมื่อ {short_thai_date(one.on)} {what}เพราะ{one.reason}")
    if closing is not None and column.is_typed:
        day = short_thai_date(closing.closed_on)
        lines.append(f"ปิดเดือนแล้วเมื่อ {day} พิมพ์แก้ได้โดยบอกเหตุผล")
    return "\n".join(line for line in lines if line)


def _figure_lines(row: Row, column: Column) -> list[str]:
    if from_books(row, column) is not None:
        return [_BOOKS]
    shown = shown_figure(row.record, column)
    if shown is None or row.record is None:
        return []
    lines = []
    for figure in sorted(
        (f for f in row.record.figures if f.item == column.key), key=lambda f: f.basis
    ):
        typed = f" (พิมพ์ว่า {figure.typed})" if figure.typed else ""
        lines.append(f"{figure.basis.label} {_amount(figure.amount, column)}{typed}")
    figure, is_best = shown
    if not is_best:
        lines.append(f"ไม่นับ เพราะมีตัวเลขฐานที่ดีกว่าของขยะประเภทนี้แล้ว ({_better(row, figure)})")
    elif _stands_back(row, column, figure):
        lines.append(
            "ไม่รวมในยอด เพราะใช้ยอดของทั้ง อปท. แทน"
            if row.unit.scope is Scope.VILLAGE
            else "ไม่รวมในยอด เพราะทุกหมู่บ้านของ อปท. บอกยอดแล้ว"
        )
    return lines


def _better(row: Row, figure: Figure) -> str:
    figures = () if row.record is None else row.record.figures
    return min(f.basis for f in figures if f.stream == figure.stream).label


def _stands_back(row: Row, column: Column, figure: Figure) -> bool:
    """Whether the other of village and อปท. counts in its place."""
    if row.counted is None:
        return False
    match row.unit.scope:
        case Scope.VILLAGE:
            return column.key in row.counted.not_added
        case Scope.WHOLE:
            return row.counted.figures.get(column.key, figure.amount) < figure.amount
    return False


def _bins_lines(row: Row) -> list[str]:
    if row.bins is None:
        return []
    if row.bins.basis is Basis.HOUSEHOLD:
        return [_REGISTER]
    return [f"{row.bins.basis.label} {bins_told(row)} ครัวเรือน"]


def _doubt_lines(row: Row, column: Column) -> list[str]:
    lines = []
    for one in row.doubts:
        if doubt_home(row, one) != column.key:
            continue
        if one.confirmation is None:
            lines.append(f"ควรตรวจ: {one.doubt.told} (F9 ยืนยันพร้อมเหตุผล)")
        else:
            lines.append(f"ยืนยันแล้ว: {one.doubt.told} เพราะ{one.confirmation.reason}")
    return lines


def _unit_told(row: Row) -> str:
    record = row.record
    told = row.line.label
    if row.line.government and row.unit.scope is Scope.VILLAGE:
        told = f"{told} · {row.line.government}"
    if record is None or not record.version:
        return f"{told}\nยังไม่ได้บันทึกเดือนนี้ กด F2 เพื่อกรอกทั้งแบบ"
    who = f" โดย{record.reporter}" if record.reporter else ""
    day = "" if record.reported_on is None else f"\nรายงานเมื่อ {short_thai_date(record.reported_on)}"
    return f"{told}{day}{who}" + (f"\n{record.note}" if record.note else "")


def _amount(amount: int, column: Column) -> str:
    return f"{format_amount(amount)} {column.measure}".strip()

"""What was typed, refused, and left behind on a sheet that is not shown."""

from collections.abc import Callable

from cdd_desktop.checklists.office_sheets.records import OfficeKey
from cdd_desktop.checklists.records import RoundKey, SheetKey
from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.pages.checklists.entry.answer_table import AnswerTable

HELD = "ยังออกไม่ได้ เพราะสิ่งที่พิมพ์ไว้บันทึกไม่ได้ กรุณาแก้แล้วกด Enter หรือกด Esc เพื่อทิ้ง"
SET_ASIDE = "ตัวเลขที่พิมพ์ค้างไว้ยังไม่ได้บันทึก โปรแกรมเก็บไว้ที่เดิม กรุณากลับไปแก้ก่อนปิดโปรแกรม"


def take_all(context: Context, table: AnswerTable, show_sheet: Callable[[RoundKey], None]) -> bool:
    """Take what is typed here and what waits elsewhere; False at the first that is refused.

    That one is shown by then, with what is wrong with it.
    """
    while (is_taken := table.finish()) and (key := table.typed.waiting_on) is not None:
        if _look_at(context, key):
            show_sheet(key)
        if table.typed.waiting_on == key:  # it could not be shown
            _tell_lost(context, key, table.typed.give_up(key))
    return is_taken


def _look_at(context: Context, key: RoundKey) -> bool:
    """Choose the year and an area that the sheet is in; False where its village is no more."""
    place = _area_of(context, key)
    if place is None:
        return False
    is_inside = place.startswith(context.area_code)
    context.look_at(year=key.fiscal_year, area_code=context.area_code if is_inside else place)
    return True


def _area_of(context: Context, key: RoundKey) -> str | None:
    """The area whose list has the sheet: of an office its own, of a village its tambon."""
    if isinstance(key, OfficeKey):
        return key.office
    if not isinstance(key, SheetKey):
        return None
    try:
        return context.services.villages.by_id(key.village_id).tambon_code
    except CddError:
        return None


def _tell_lost(context: Context, key: RoundKey, text: str) -> None:
    """The sheet it was typed for can be shown no more."""
    who = "สำนักงาน" if isinstance(key, OfficeKey) else "หมู่บ้าน"
    context.dialogs.tell(
        f"“{text}” ที่พิมพ์ไว้ของปี {key.fiscal_year} ไม่ได้บันทึก เพราะ{who}นั้นไม่อยู่ในรายชื่อที่ประเมินแล้ว "
        "กรุณาดูรายชื่อในหน้าหมู่บ้าน"
    )

"""Commands about the office's letters."""

import argparse

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.cli.reports import fiscal_year
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.letters.drawing import LetterFormat, draw_letter
from cdd_desktop.letters.records import Letter, LetterKind
from cdd_desktop.letters.templates import shipped_templates
from cdd_desktop.places.records import TAMBON_CODE_LENGTH
from cdd_desktop.reporting.options import DIGITS
from cdd_desktop.thai.calendar import thai_date
from cdd_desktop.thai.digits import Digits, to_arabic

_TOLD_ID = 13  # of a time-ordered UUID: told apart to the millisecond


def show_list(chosen: argparse.Namespace) -> int:
    """`letter list [--year 2569] [--kinds]`: the letters, or the kinds that can be made."""
    if chosen.kinds:
        for kind, template in shipped_templates().items():
            print(f"{kind.value:14} {kind.label}\n{'':14} {template.purpose}")
        return 0
    with open_office(chosen.data_dir) as services:
        year = fiscal_year(chosen.year) if chosen.year else None
        lines = services.letters.all(fiscal_year=year)
    for line in lines:
        day = thai_date(line.dated) if line.dated else "ไม่ระบุวันที่"
        number = line.number or "ยังไม่มีเลขที่"
        print(f"{str(line.uuid)[:_TOLD_ID]}  {line.state.label}  {line.kind.label}: {line.subject}")
        print(f"{'':15}{number} · {day} · ปีงบประมาณ {line.fiscal_year}")
    if not lines:
        print("ยังไม่มีเอกสาร กรุณาเขียนในหน้าหนังสือราชการ หรือสั่ง letter make ชนิดเอกสาร")
    return 0


def make(chosen: argparse.Namespace) -> int:
    """`letter make NAME [--area CODE --year 2569] --format pdf|docx --out FILE`.

    NAME is a kind, which makes a fresh one that is not kept, or a letter's id as `list` tells it.
    """
    with open_office(chosen.data_dir) as services:
        letter = _letter(services, chosen)
        digits = Digits(chosen.digits) if chosen.digits else services.settings.get(DIGITS)
        document = services.letters.document(letter, digits)
        draw_letter(document, LetterFormat(chosen.format), chosen.out)
    print(f"ทำ{letter.kind.label} แล้ว: {chosen.out}")
    return 0


def _letter(services: Services, chosen: argparse.Namespace) -> Letter:
    name = to_arabic(chosen.name.strip().lower())
    if name in set(LetterKind):
        if not (chosen.area and chosen.year):
            told = "เอกสารใหม่ต้องบอกพื้นที่และปีงบประมาณ กรุณาใส่ --area รหัส และ --year ปี"
            raise ValidationFailed({"area": told})
        year = fiscal_year(chosen.year)
        return services.letters.begin(LetterKind(name), _area(services, chosen.area), year)
    found = [line.uuid for line in services.letters.all() if str(line.uuid).startswith(name)]
    if len(found) == 1:
        return services.letters.get(found[0])
    kinds = " ".join(kind.value for kind in LetterKind)
    raise NotFound(
        f"ไม่พบเอกสาร “{chosen.name}” กรุณาดูรหัสจากคำสั่ง letter list หรือใส่ชนิดเอกสาร: {kinds}"
    )


def _area(services: Services, typed: str) -> str:
    """The code of an area or village of the office; raises `NotFound`, `ValidationFailed`."""
    code = to_arabic(typed.strip())
    if len(code) > TAMBON_CODE_LENGTH:
        services.villages.by_code(code)
    else:
        services.areas.get(code)
    if code[:2] not in services.office.get().provinces:
        told = f"พื้นที่รหัส {code} ไม่อยู่ในจังหวัดของสำนักงาน กรุณาเลือกพื้นที่อื่น"
        raise ValidationFailed({"area": told})
    return code

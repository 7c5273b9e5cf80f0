"""The office's own pass marks of indicators that count households."""

import argparse
from decimal import Decimal, InvalidOperation

from cdd_desktop.bootstrap import open_office
from cdd_desktop.checklists.instruments import AnswerKind, Instrument
from cdd_desktop.checklists.workflow.records import kept_note
from cdd_desktop.cli.reports import fiscal_year
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.thai.digits import to_arabic


def thresholds(chosen: argparse.Namespace) -> int:
    """`thresholds --instrument ID [CODE=PERCENT ...] [--year 2569 ...]`: show or change them."""
    years = [fiscal_year(year) for year in chosen.year]
    with open_office(chosen.data_dir) as services:
        instrument = services.checklists.instrument(chosen.instrument)
        percents = dict(services.checklists.main_rule(instrument.id).thresholds)
        if chosen.percents:
            for text in chosen.percents:
                _change(percents, instrument, text)
            done = services.checklists.apply_thresholds(instrument.id, percents, years)
            print(f"กำหนดเกณฑ์ผ่านแล้ว นับผลใหม่ {done.sheets:,} แบบ{kept_note(done.locked)}")
    for indicator in instrument.indicators:
        if indicator.kind is AnswerKind.HOUSEHOLDS:
            percent = percents.get(indicator.code)
            told = "ยังไม่กำหนด" if percent is None else f"ตั้งแต่ร้อยละ {percent:f} ของครัวเรือน"
            print(f"{indicator.code}\t{indicator.text}\t{told}")
    return 0


def _change(percents: dict[str, Decimal], instrument: Instrument, text: str) -> None:
    """Put `1.1=70` into the percents; `1.1=` takes the indicator's threshold away."""
    code, sign, percent = text.partition("=")
    indicator = instrument.find(code)
    if not sign or indicator is None:
        raise ValidationFailed({"percents": f"อ่าน “{text}” ไม่ได้ กรุณาใส่รหัสตัวชี้วัด = ร้อยละ เช่น 1.1=70"})
    if not percent.strip():
        percents.pop(indicator.code, None)
        return
    try:
        number = Decimal(to_arabic(percent.strip()))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValidationFailed(
            {"percents": f"“{percent}” ไม่ใช่ร้อยละ กรุณาใส่ตัวเลขมากกว่า 0 ถึง 100 เช่น 1.1=70"}
        )
    percents[indicator.code] = number

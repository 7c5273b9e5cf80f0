"""Where the office's thresholds are from, and whether somebody compared them with the document.

Kept among the office's choices, not in the revision of its rule: a source is found or corrected
later, when no sheet is to be judged anew, and a revision that judged sheets never changes.
"""

import json
from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy.orm import Session

from cdd_desktop.checklists.instruments import CheckStatus, TextCheck
from cdd_desktop.errors import ValidationFailed
from cdd_desktop.storage.history import Work
from cdd_desktop.storage.tables import SettingRow
from cdd_desktop.thai.text import clean_line

SOURCE_MAX = 300
UNKNOWN = TextCheck(status=CheckStatus.PENDING, source="")
_PREFIX = "checklists.threshold_checks/"


def put_checks(work: Work, instrument_id: str, checks: Mapping[str, TextCheck]) -> None:
    """Keep the checks of an instrument's thresholds by indicator; raises `ValidationFailed`."""
    said = {}
    for code, check in sorted(checks.items()):
        source = clean_line(check.source)
        if len(source) > SOURCE_MAX:
            told = f"ที่มาของข้อ {code} ยาวเกิน {SOURCE_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
            raise ValidationFailed({"source": told})
        if check.status is CheckStatus.VERIFIED and not source:
            told = f"ข้อ {code} ตรวจแล้ว แต่ยังไม่บอกที่มา กรุณากรอกเอกสารที่ใช้ตรวจ"
            raise ValidationFailed({"source": told})
        said[code] = [check.status.value, source]
    text = json.dumps(said, ensure_ascii=False)
    row = work.session.get(SettingRow, _PREFIX + instrument_id)
    if row is None and said:
        work.add(SettingRow(key=_PREFIX + instrument_id, value=text))
    elif row is not None and row.value != text:
        row.value = text


def checks_of(session: Session, instrument_id: str) -> dict[str, TextCheck]:
    """What is known of an instrument's thresholds, by indicator; nothing where it is nonsense."""
    row = session.get(SettingRow, _PREFIX + instrument_id)
    try:
        said = {} if row is None else json.loads(row.value)
        return {
            code: TextCheck(status=CheckStatus(status), source=source)
            for code, (status, source) in said.items()
        }
    except (AttributeError, TypeError, ValueError):
        return {}


def still_said(
    session: Session,
    instrument_id: str,
    before: Mapping[str, Decimal],
    after: Mapping[str, Decimal],
) -> dict[str, TextCheck]:
    """The checks that go on to hold: a document was read for one percent, not for another."""
    known = checks_of(session, instrument_id)
    return {
        code: check
        for code, check in known.items()
        if code in after and before.get(code) == after[code]
    }

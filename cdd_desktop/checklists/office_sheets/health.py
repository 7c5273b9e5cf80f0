"""Whether sheets of offices can be read, and belong to what is asked."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.checklists.answer_states import AnswerState
from cdd_desktop.checklists.copies import copies_of
from cdd_desktop.checklists.counts import answer_problems
from cdd_desktop.checklists.health import ANSWER_WORDS
from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.office_sheets.tables import OfficeAnswerRow, OfficeSheetRow
from cdd_desktop.places.service import areas_in
from cdd_desktop.storage.health import Check, Finding, Look, Room, TableWords, finding
from cdd_desktop.storage.rows import Key, chunks
from cdd_desktop.thai.calendar import FISCAL_YEARS

_TITLE = "แบบประเมินของสำนักงาน"
_ROUNDS = ", ".join(f"'{round_.value}'" for round_ in Round)
_OF_ANOTHER = (  # a sheet that names another instrument than its copy
    "EXISTS (SELECT 1 FROM instrument_copy AS copy "
    "WHERE copy.id = held.instrument_copy_id AND copy.instrument <> held.instrument)"
)


def office_sheet_labels(session: Session, keys: Sequence[Key]) -> list[str]:
    """`อำเภอหาดใหญ่ ปี 2569`, by the sheets' ids."""
    areas = areas_in(session)
    heads: dict[int, str] = {}
    columns = (OfficeSheetRow.id, OfficeSheetRow.office_code, OfficeSheetRow.fiscal_year)
    for some in chunks(sorted({key[0] for key in keys})):
        for id_, code, year in session.execute(
            select(*columns).where(OfficeSheetRow.id.in_(list(some)))
        ):
            area = areas.find(code)
            heads[id_] = f"{code if area is None else area.full_name} ปี {year}"
    return [heads.get(key[0], f"แบบประเมินของสำนักงานที่ {key[0]}") for key in keys]


def office_answer_labels(session: Session, keys: Sequence[Key]) -> list[str]:
    """The same with the indicator, by the answers' keys."""
    sheets = office_sheet_labels(session, [key[:1] for key in keys])
    return [f"{sheet} ข้อ {key[1]}" for sheet, key in zip(sheets, keys, strict=True)]


def _not_asked_so(look: Look) -> Iterator[Finding]:
    """Answers to what is not asked, and those that their indicators cannot have."""
    asked = {
        (copy, indicator.code): indicator
        for copy, instrument in copies_of(look.session).items()
        for indicator in instrument.indicators
    }
    wrong = []
    rows = look.session.execute(
        select(OfficeAnswerRow, OfficeSheetRow.instrument_copy_id).join(
            OfficeSheetRow, OfficeSheetRow.id == OfficeAnswerRow.office_sheet_id
        )
    )
    for answer, copy in rows:
        indicator = asked.get((copy, answer.indicator))
        if indicator is None or answer_problems(
            indicator,
            AnswerState(answer.state),
            answer.value,
            answer.denominator,
            answer.choice,
            tuple(map(int, answer.votes.split())),
        ):
            wrong.append((answer.office_sheet_id, answer.indicator))
    yield from finding(
        office_answer_labels(look.session, wrong) if wrong else (),
        room=_TITLE,
        what="คำตอบที่แบบประเมินฉบับนั้นไม่ได้ถาม หรือมีไม่ได้",
        unit="ข้อ",
        remedy="กรุณาเปิดแบบประเมินเหล่านี้ แล้วตอบข้อนั้นใหม่ หรือกู้คืนจากไฟล์สำรองล่าสุดที่ใช้ได้",
    )


ROOM = Room(
    title=_TITLE,
    tables={
        "office_sheet": TableWords(
            label="แบบประเมินของสำนักงาน",
            columns={
                "office_code": "รหัสพื้นที่ของสำนักงาน",
                "fiscal_year": "ปี",
                "round": "รอบ",
                "assessed_on": "วันที่ประเมิน",
                "place": "สถานที่",
                "assessors": "คณะผู้ประเมิน",
                "people_present": "ผู้เข้าร่วม",
                "instrument_copy_id": "ฉบับแบบประเมิน",
            },
            values={round_.value: round_.label for round_ in Round},
            illegible=(
                f"round NOT IN ({_ROUNDS}) OR length(office_code) NOT IN (2, 4) OR "
                f"fiscal_year NOT BETWEEN {FISCAL_YEARS[0]} AND {FISCAL_YEARS[-1]} OR {_OF_ANOTHER}"
            ),
            places=office_sheet_labels,
        ),
        "office_answer": TableWords(
            label="คำตอบของสำนักงาน",
            columns=ANSWER_WORDS.columns,
            values=ANSWER_WORDS.values,
            illegible=ANSWER_WORDS.illegible,
            is_removable=True,
            places=office_answer_labels,
        ),
    },
    checks=(Check(title="ตรวจแบบประเมินของสำนักงาน", look=_not_asked_so),),
)

"""ตรวจสุขภาพข้อมูล: every room's checks over the office's file, and their repairs."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cdd_desktop.checklists import health as checklists
from cdd_desktop.checklists.editing import health as instruments
from cdd_desktop.checklists.evidence import health as evidence
from cdd_desktop.checklists.office_sheets import health as office_sheets
from cdd_desktop.checklists.regrading import regrade_touched
from cdd_desktop.checklists.target_households import health as target_households
from cdd_desktop.checklists.target_lists import health as target_lists
from cdd_desktop.checklists.verifying import health as verifying
from cdd_desktop.checklists.workbooks import health as workbooks
from cdd_desktop.checklists.workflow import health as workflow
from cdd_desktop.forums import health as forums
from cdd_desktop.households import health as households
from cdd_desktop.letters import health as letters
from cdd_desktop.lookups import health as lookups
from cdd_desktop.maps import health as maps
from cdd_desktop.meetings import health as meetings
from cdd_desktop.people import health as people
from cdd_desktop.places import health as places
from cdd_desktop.plans import health as plans
from cdd_desktop.progress import Progress
from cdd_desktop.reporting import health as reporting
from cdd_desktop.storage.backup_checks import BACKUP_CHECKS
from cdd_desktop.storage.clock_checks import CLOCK_CHECKS
from cdd_desktop.storage.file_checks import file_checks, owner_checks
from cdd_desktop.storage.health import HealthReport, Repair, TableWords, inspect
from cdd_desktop.storage.history_checks import history_checks
from cdd_desktop.storage.repairing import ACTIONS, Repairing
from cdd_desktop.storage.store import Store
from cdd_desktop.waste.bank import health as waste_bank
from cdd_desktop.waste.bins import health as waste_bins
from cdd_desktop.waste.community import health as waste_community
from cdd_desktop.waste.months import health as waste_months
from cdd_desktop.waste.parameters import health as waste_parameters

# Repairs that are never taken back, and why.
KEPT_REPAIRS = {
    ACTIONS[Repair.CLEAR]: (
        "สิ่งที่อ่านไม่ได้หรือไม่มีเจ้าของนำกลับเข้ามาไม่ได้ กรุณาดูในไฟล์ที่เก็บไว้ หรือกู้คืนจากไฟล์สำรองก่อนซ่อม"
    ),
    ACTIONS[Repair.RECOUNT]: "ผลที่นับใหม่ต้องตรงกับคำตอบเสมอ จึงเลิกทำไม่ได้ กรุณาแก้คำตอบแทน",
}

_ROOMS = (
    checklists.ROOM,
    instruments.ROOM,
    workflow.ROOM,
    verifying.ROOM,
    target_lists.ROOM,
    target_households.ROOM,
    evidence.ROOM,
    office_sheets.ROOM,
    workbooks.ROOM,
    places.ROOM,
    people.ROOM,
    letters.ROOM,
    maps.ROOM,
    lookups.ROOM,
    meetings.ROOM,
    forums.ROOM,
    plans.ROOM,
    waste_parameters.ROOM,
    waste_community.ROOM,
    households.ROOM,
    waste_months.ROOM,
    waste_bins.ROOM,
    waste_bank.ROOM,
    reporting.ROOM,
)
_SHARED = {
    "operation": TableWords(label="ประวัติ", columns={"summary": "รายการ"}, is_essential=True),
    "change": TableWords(label="รายละเอียดของประวัติ"),
    "setting": TableWords(
        label="การตั้งค่า",
        columns={"key": "เรื่อง", "value": "ค่า"},
        illegible="NOT json_valid(value)",
        is_removable=True,
    ),
    "issued_sheet": TableWords(label="เอกสารที่ออกแล้ว", columns={"code": "รหัสเอกสาร"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthPlan:
    """A file to be looked over, and the moment."""

    database: Path
    now: datetime


class Health:
    """Looks the open office's file over, and repairs what was found."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.repairing = Repairing(store, regrade_touched)

    def plan(self) -> HealthPlan:
        """What `look_over` needs."""
        return HealthPlan(database=self._store.path, now=self._store.now())


def look_over(progress: Progress, plan: HealthPlan) -> HealthReport:
    """Run every check; for a child process, or where nobody waits. Raises `Cancelled`."""
    tables = dict(_SHARED)
    for room in _ROOMS:
        tables |= room.tables
    return inspect(
        progress,
        plan.database,
        plan.now,
        file_checks=file_checks(tables),
        record_checks=(
            *owner_checks(tables),
            *(check for room in _ROOMS for check in room.checks),
            *history_checks(tables),
            *CLOCK_CHECKS,
        ),
        backup_checks=BACKUP_CHECKS,
    )

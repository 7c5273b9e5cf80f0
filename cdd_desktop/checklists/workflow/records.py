"""A sheet's way from the village to the announcement: steps, moves, letters, announcements."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from cdd_desktop.checklists.instruments import Round
from cdd_desktop.checklists.records import SheetKey
from cdd_desktop.errors import CddError

NAME_MAX = 60
TEXT_MAX = 500  # a reason, a note, a number of a letter
ANNOUNCED = "announced"  # key of the last step, which no setting takes away
RETURNED_WORD = "ส่งคืนแก้ไข"
UNLOCKED_WORD = "ปลดล็อก"


class WorkflowRefused(CddError):
    """Sheets cannot make this move; nothing was moved. Tells which, why, and what to do."""


class Holder(StrEnum):
    """Who looks at the sheets of a step."""

    VILLAGE = "village"
    TAMBON = "tambon"
    AMPHOE = "amphoe"
    PROVINCE = "province"

    @property
    def label(self) -> str:
        """The word in a list of choices."""
        return {
            "village": "หมู่บ้าน",
            "tambon": "ตำบล",
            "amphoe": "อำเภอ",
            "province": "จังหวัด",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the way. `key` stands in the sheets and never changes.

    `needs_letter`: each amphoe sends its sheets there with a letter. `locks`: from this step on
    answers can no longer be changed. A step that is not `is_active` is passed over.
    """

    key: str
    name: str
    holder: Holder
    needs_letter: bool = False
    locks: bool = False
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Way:
    """The steps in their order, as the office has them."""

    steps: tuple[Step, ...]

    @property
    def active(self) -> tuple[Step, ...]:
        """The steps that sheets go through."""
        return tuple(step for step in self.steps if step.is_active)

    @property
    def first(self) -> Step:
        """Where a sheet stands that was never sent on."""
        return self.active[0]

    @property
    def last(self) -> Step:
        """The announcement."""
        return self.steps[-1]

    @property
    def locked(self) -> frozenset[str]:
        """The keys of the steps whose sheets cannot be changed."""
        keys = [step.key for step in self.steps]
        first = next(step.key for step in self.active if step.locks)
        return frozenset(keys[keys.index(first) :])

    @property
    def unlocked(self) -> Step:
        """Where a sheet goes that is unlocked: the last step before the locked ones."""
        locked = self.locked
        return [step for step in self.active if step.key not in locked][-1]

    def at(self, stage: str) -> Step:
        """The step of a stored stage; "" and one that is not known here is the first."""
        return next((step for step in self.steps if step.key == stage), self.first)

    def rank(self, stage: str) -> int:
        """How far on the way a stored stage is."""
        return self.steps.index(self.at(stage))

    def is_locked(self, stage: str) -> bool:
        """Whether a sheet at this stage cannot be changed."""
        return self.at(stage).key in self.locked

    def following(self, stage: str) -> Step | None:
        """The next step; None at the announcement."""
        rank = self.rank(stage)
        return next((step for step in self.steps[rank + 1 :] if step.is_active), None)

    def skipped(self, stage: str, to: str) -> tuple[Step, ...]:
        """The steps that a sheet leaves out on its way to another."""
        between = self.steps[self.rank(stage) + 1 : self.rank(to)]
        return tuple(step for step in between if step.is_active)


class MoveKind(StrEnum):
    """How a sheet changed its step."""

    FORWARD = "forward"
    RETURNED = "returned"
    UNLOCKED = "unlocked"

    @property
    def label(self) -> str:
        """The word in the log."""
        return {"forward": "เสนอต่อ", "returned": RETURNED_WORD, "unlocked": UNLOCKED_WORD}[
            self.value
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One move of a sheet: who, when and why. `level` is what was proposed with it."""

    on: date
    at: datetime
    who: str
    kind: MoveKind
    from_step: str
    to_step: str
    level: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLine:
    """One village of the approval table: where its sheet stands, and with what level.

    `sheet` is None where none was begun. `level` is what the answers give now, `proposed` what they
    gave when the sheet was last sent on, `announced` what was announced; `before` the level of the
    year before. Titles; "" where there is none, `announced` None where nothing was announced.
    `since` and `reason` are of the last move. Ranks go from the worst level up, None where they
    cannot be compared. `in_base`: the year's list of targets has the village, or there is none.
    """

    village_id: int
    code: str
    label: str
    sheet: UUID | None
    answered: int
    total: int
    stage: str
    is_returned: bool
    is_locked: bool
    since: date | None
    reason: str
    level: str
    level_rank: int | None
    proposed: str
    announced: str | None
    before: str
    before_rank: int | None
    in_base: bool = True

    @property
    def is_complete(self) -> bool:
        """Nothing is left unanswered, and there was something to answer."""
        return self.sheet is not None and 0 < self.total <= self.answered

    @property
    def change(self) -> int:
        """Above 0 where the level rose since last year, below 0 where it fell; 0 also where one
        of the two is not known."""
        if self.level_rank is None or self.before_rank is None:
            return 0
        return self.level_rank - self.before_rank


class Doubtful(StrEnum):
    """Why a sheet is shown before it is moved together with others; what to look at first."""

    INCOMPLETE = "incomplete"
    CLOSED = "closed"
    LEVEL_FELL = "level_fell"
    LEVEL_ROSE = "level_rose"
    CHANGED_SINCE = "changed_since"
    OPEN_DOUBTS = "open_doubts"
    SKIPPED_STEP = "skipped_step"
    RETURNED = "returned"
    NOT_TARGET = "not_target"
    WRONG_WAY = "wrong_way"

    @property
    def label(self) -> str:
        """The word of the group."""
        return {
            "incomplete": "ยังตอบไม่ครบ",
            "wrong_way": "ผ่านขั้นนี้แล้ว",
            "closed": "หมู่บ้านยุบเลิกแล้ว",
            "level_fell": "ระดับลดลงจากปีก่อน",
            "level_rose": "ระดับเพิ่มขึ้นจากปีก่อน",
            "changed_since": "ระดับเปลี่ยนหลังเสนอ",
            "open_doubts": "มีข้อสังเกตที่ยังไม่ยืนยัน",
            "skipped_step": "ข้ามขั้น",
            "returned": "เคยถูกส่งคืนแก้ไข",
            "not_target": "ไม่อยู่ในบัญชีเป้าหมาย",
        }[self.value]

    @property
    def forbids(self) -> bool:
        """Whether the sheet cannot be moved, rather than asking for a look."""
        return self in (Doubtful.INCOMPLETE, Doubtful.WRONG_WAY, Doubtful.CLOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exceptional:
    """One reason to look at one sheet first."""

    sheet: UUID
    label: str
    why: Doubtful
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exceptions:
    """What is to be looked at before sheets are moved. `notes` are of all of them alike."""

    sheets: int
    lines: tuple[Exceptional, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def forbidden(self) -> frozenset[UUID]:
        """The sheets that cannot be moved."""
        return frozenset(line.sheet for line in self.lines if line.why.forbids)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundOf:
    """A round of an instrument's sheets. `fiscal_year` is Buddhist."""

    instrument: str
    fiscal_year: int
    round: Round

    @classmethod
    def of(cls, key: SheetKey) -> "RoundOf":
        """The round that a sheet belongs to."""
        return cls(instrument=key.instrument, fiscal_year=key.fiscal_year, round=key.round)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """The letter with which an amphoe sends a round's sheets. `version` 0: not kept yet."""

    uuid: UUID
    round: RoundOf
    amphoe_code: str
    letter_number: str
    letter_date: date
    received_on: date | None = None
    note: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """An announcement of the province. `version` 0: not kept yet."""

    uuid: UUID
    round: RoundOf
    number: str
    announced_on: date
    note: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncedLevel:
    """The level a village was announced with; `level` is None where the instrument has no levels,
    and `title` is then ""."""

    village_id: int
    sheet: UUID
    fiscal_year: int
    round: Round
    level: int | None
    title: str
    number: str
    announced_on: date


def kept_note(locked: int) -> str:
    """What is said beside a new rule where locked sheets keep theirs; "" where there are none."""
    return f" (ไม่รวมแบบประเมินที่ล็อกแล้ว {locked:,} แบบ ซึ่งคงผลเดิม)" if locked else ""


def sending_problems(sending: Sending, *, today: date) -> dict[str, str]:
    """What is wrong with a letter, by field."""
    problems = {}
    if not sending.letter_number:
        problems["letter_number"] = "กรุณากรอกที่หนังสือ"
    elif len(sending.letter_number) > NAME_MAX:
        problems["letter_number"] = f"ที่หนังสือยาวเกิน {NAME_MAX} ตัวอักษร กรุณาตรวจอีกครั้ง"
    if sending.letter_date > today:
        problems["letter_date"] = "วันที่หนังสือยังมาไม่ถึง กรุณาตรวจวันที่"
    if sending.received_on is not None:
        if sending.received_on > today:
            problems["received_on"] = "วันที่รับยังมาไม่ถึง กรุณาตรวจวันที่"
        elif sending.received_on < sending.letter_date:
            problems["received_on"] = "วันที่รับอยู่ก่อนวันที่หนังสือ กรุณาตรวจวันที่"
    if len(sending.note) > TEXT_MAX:
        problems["note"] = f"หมายเหตุยาวเกิน {TEXT_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    return problems


def announcement_problems(announcement: Announcement, *, today: date) -> dict[str, str]:
    """What is wrong with an announcement, by field."""
    problems = {}
    if not announcement.number:
        problems["number"] = "กรุณากรอกชื่อหรือเลขที่ประกาศ"
    elif len(announcement.number) > TEXT_MAX:
        problems["number"] = f"ชื่อหรือเลขที่ประกาศยาวเกิน {TEXT_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    if announcement.announced_on > today:
        problems["announced_on"] = "วันที่ประกาศยังมาไม่ถึง กรุณาตรวจวันที่"
    if len(announcement.note) > TEXT_MAX:
        problems["note"] = f"หมายเหตุยาวเกิน {TEXT_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    return problems

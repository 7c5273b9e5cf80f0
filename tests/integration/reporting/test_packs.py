"""A meeting pack: one run of pages, its contents right, each addressee's own, only what changed."""

import re
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pypdfium2
import pytest
from sqlalchemy import select

from cdd_desktop.bootstrap import Services, open_folder
from cdd_desktop.checklists.instruments import MOI_23
from cdd_desktop.checklists.records import AnswerState, Round, SheetKey
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.errors import CddError, NotFound, StaleRecord, ValidationFailed
from cdd_desktop.letters.records import LetterKind
from cdd_desktop.places.importing import VillageImporter
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.progress import Cancelled
from cdd_desktop.reporting import pack_keeping
from cdd_desktop.reporting.options import FileFormat
from cdd_desktop.reporting.pack_files import PackOrder
from cdd_desktop.reporting.pack_making import Composed
from cdd_desktop.reporting.pack_parts import PackCopy
from cdd_desktop.reporting.pack_service import DrawnPack, NothingChanged
from cdd_desktop.reporting.pack_text import pack_from
from cdd_desktop.reporting.packs import (
    EACH_AMPHOE,
    AddresseeKind,
    Addressees,
    Pack,
    PackItem,
    moved,
)
from cdd_desktop.reporting.tables import IssuedSheetRow, PackIssueRow
from cdd_desktop.storage.history import Intent, Work
from cdd_desktop.thai.digits import Digits

if TYPE_CHECKING:
    from tests.conftest import FixedClock

VILLAGES = (
    ("93010101", "ดอนหลา"),
    ("93010102", "น้ำเลือด"),
    ("93010301", "ท่าแค"),
    ("93020101", "กงหรา"),
    ("93020202", "ควนเปี๊ยะ"),
)
SUMMARY = PackItem(report="checklist-summary")
LISTED = PackItem(report="checklist-villages")
FILLED = PackItem(report="checklist-filled")
AGENDA = PackItem(letter="agenda")
STARTER = "ประชุมประจำเดือน"


@pytest.fixture
def services(data_folder: Path, clock: "FixedClock", tmp_path: Path) -> Iterator[Services]:
    """Phatthalung with five villages in four tambon of two amphoe; each begun but the last."""
    with open_folder(data_folder, clock=clock) as opened:
        opened.office.create("สำนักงานพัฒนาชุมชนจังหวัดพัทลุง", ["93"])
        write_csv(tmp_path / "villages.csv", ("รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"), VILLAGES)
        VillageImporter(opened.store, opened.areas).run(tmp_path / "villages.csv")
        for code, _ in VILLAGES[:-1]:
            answer(opened, code)
        yield opened


def answer(services: Services, code: str, indicator: str = "1.1") -> None:
    village = services.villages.by_code(code)
    key = SheetKey(village_id=village.id, instrument=MOI_23, fiscal_year=2569, round=Round.AFTER)
    services.checklists.answer(key, indicator, AnswerState.PASSED)


def pack(*items: PackItem, cover: str = "", name: str = "ประชุม", **others: object) -> Pack:
    made = Pack(uuid=uuid4(), name=name, items=items, cover=cover, digits=Digits.ARABIC)
    return replace(made, **others)  # type: ignore[arg-type]


def whole(services: Services, made: Pack, area: str = "93") -> PackCopy:
    (copy,) = services.packs.copies(made, area, 2569)
    return copy


def composed(services: Services, made: Pack, area: str = "93") -> Composed:
    return services.packs.begun(whole(services, made, area)).composed


def make(services: Services, made: Pack, out: Path, *, only_changed: bool = False) -> DrawnPack:
    return services.packs.make(whole(services, made), out, only_changed=only_changed)


def texts(file: Path) -> list[str]:
    with closing(pypdfium2.PdfDocument(file)) as pdf:
        told = []
        for page in pdf:
            text = page.get_textpage()
            told.append(" ".join(text.get_text_bounded().split()))
            text.close()
            page.close()
        return told


def numbers(file: Path) -> list[str]:
    """`3/12` of each page; empty where it bears none."""
    found = (re.findall(r"หน้า (\d+) จาก (\d+)", text) for text in texts(file))
    return ["/".join(one[-1]) if one else "" for one in found]


def bookmarks(file: Path) -> list[tuple[int, str, int]]:
    with closing(pypdfium2.PdfDocument(file)) as pdf:
        return [
            (one.level, one.get_title(), one.get_dest().get_index() + 1) for one in pdf.get_toc()
        ]


def issued(services: Services) -> dict[str, int]:
    """How many sheets of each report the register has."""
    with services.store.reading() as session:
        names = list(session.scalars(select(IssuedSheetRow.report)))
    return {name: names.count(name) for name in names}


def test_a_pack_is_its_cover_its_contents_and_its_parts_in_their_order(
    services: Services, tmp_path: Path
) -> None:
    made = pack(LISTED, AGENDA, SUMMARY, cover="memo")
    make(services, made, tmp_path / "ชุด.pdf")
    assert [name for depth, name, _ in bookmarks(tmp_path / "ชุด.pdf") if depth == 0] == [
        "บันทึกข้อความ",
        "สารบัญ",
        "บัญชีรายชื่อหมู่บ้านตามระดับ",
        "ระเบียบวาระการประชุม",
        "สรุปผลการประเมินหมู่บ้านเศรษฐกิจพอเพียง จำแนกตามระดับ",
    ]
    other = replace(made, items=moved(made.items, 2, 0), cover="", with_contents=False)
    make(services, other, tmp_path / "ชุด.pdf")
    assert [name[:5] for _, name, _ in bookmarks(tmp_path / "ชุด.pdf")] == [
        "สรุปผ",
        "บัญชี",
        "ระเบี",
    ]


def test_pages_are_numbered_through_and_the_contents_name_where_each_part_begins(
    services: Services, tmp_path: Path
) -> None:
    file = tmp_path / "ชุด.pdf"
    made = make(services, pack(AGENDA, FILLED, SUMMARY, cover="memo"), file)
    assert numbers(file) == [f"{n}/{made.length}" for n in range(1, made.length + 1)]
    contents = texts(file)[1]
    for depth, name, page in bookmarks(file)[2:]:
        if depth == 0:
            assert re.search(rf"{re.escape(name)}[ .]* {page}\b", contents), (name, contents)
    assert len([1 for depth, _, _ in bookmarks(file) if depth == 1]) == 4  # villages, nested


def test_contents_of_two_pages_name_the_pages_that_come_after_both(
    services: Services, tmp_path: Path
) -> None:
    many = tuple(replace(SUMMARY, heading=f"ตารางที่ {n} " + "ยาวมาก" * 20) for n in range(20))
    file = tmp_path / "ชุด.pdf"
    make(services, pack(*many), file)
    marks = bookmarks(file)
    assert marks[1][2] == 3, "the contents take two pages"
    told = " ".join(texts(file)[:2])
    for _, name, page in marks[1:]:
        begin = name.split()[1]
        assert re.search(rf"ตารางที่ {begin} \S+[^ก-๙]*(\S+ )*?{page}\b", told)
    assert numbers(file)[-1] == f"{len(numbers(file))}/{len(numbers(file))}"


def test_a_part_without_data_is_left_out_and_told(services: Services, tmp_path: Path) -> None:
    made = pack(replace(FILLED, area="930202", heading="แบบที่ยังไม่กรอก"), SUMMARY)
    file = tmp_path / "ชุด.pdf"
    drawn = make(services, made, file)
    assert drawn.left_out == ("แบบที่ยังไม่กรอก ตำบลชะรัด",)
    assert re.search(r"แบบที่ยังไม่กรอก ตำบลชะรัด[ .]*ไม่มีข้อมูล", texts(file)[0])
    assert len(bookmarks(file)) == 2


def test_a_pack_in_which_nothing_has_data_is_refused(services: Services, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="ทุกรายการในชุดนี้ยังไม่มีข้อมูล"):
        make(services, pack(replace(FILLED, area="930202"), cover="memo"), tmp_path / "ก.pdf")
    assert not (tmp_path / "ก.pdf").exists()


def test_each_sheet_keeps_its_code_and_is_registered_under_its_own_report(
    services: Services, tmp_path: Path
) -> None:
    make(services, pack(FILLED, SUMMARY, AGENDA, cover="memo"), tmp_path / "ชุด.pdf")
    assert issued(services) == {"checklist-filled": 4, "checklist-summary": 1}
    with services.store.reading() as session:
        codes = set(session.scalars(select(IssuedSheetRow.code)))
    told = " ".join(texts(tmp_path / "ชุด.pdf"))
    assert {code.replace("-", "") for code in re.findall(r"\w{4}-\w{4}", told)} == codes
    alone = FILLED.options("93", 2569, Digits.ARABIC)
    services.reports.make(alone, FileFormat.PDF, tmp_path / "เดี่ยว.pdf")
    assert issued(services)["checklist-filled"] == 4


def test_a_part_for_each_amphoe_is_a_part_of_its_own(services: Services) -> None:
    made = composed(services, pack(replace(SUMMARY, area=EACH_AMPHOE, grouped_by=AreaLevel.AMPHOE)))
    titles = [part.title for part in made.placed[1:]]
    assert [title.rpartition(" ")[2] for title in titles] == ["อำเภอเมืองพัทลุง", "อำเภอกงหรา"]


def test_a_kept_letter_tells_of_the_area_and_year_that_the_pack_is_of(
    services: Services, tmp_path: Path
) -> None:
    letter = services.letters.begin(LetterKind.MEMO, "93", 2568)
    letter = services.letters.save(replace(letter, body="ตัวเลขของ{พื้นที่} ปี {ปีงบประมาณ}"))
    make(services, pack(SUMMARY, cover=str(letter.uuid)), tmp_path / "ชุด.pdf")
    assert "ตัวเลขของจังหวัดพัทลุง ปี 2569" in texts(tmp_path / "ชุด.pdf")[0]
    assert "2568" not in texts(tmp_path / "ชุด.pdf")[0]


def test_unknown_reports_letters_and_areas_are_named_with_their_part(services: Services) -> None:
    gone = str(uuid4())
    made = pack(
        SUMMARY,
        PackItem(report="no-such"),
        PackItem(letter="poem"),
        PackItem(letter=gone),
        replace(SUMMARY, area="9099"),
        replace(SUMMARY, instrument="nothing"),
        cover=gone,
    )
    for refuse in (services.packs.save, lambda one: composed(services, one)):
        with pytest.raises(ValidationFailed) as refused:
            refuse(made)
        assert refused.value.problems.keys() == {"items", "cover"}
        told = refused.value.problems["items"]
        assert [number for number in "123456" if f"รายการที่ {number}:" in told] == list("23456")
        assert "“no-such”" in told
        assert "“poem”" in told


def test_a_copy_for_an_amphoe_has_its_own_area_only(services: Services, tmp_path: Path) -> None:
    items = (SUMMARY, LISTED, replace(LISTED, area="9302"), replace(LISTED, area=EACH_AMPHOE))
    addressees = Addressees(kind=AddresseeKind.AMPHOE)
    made = pack(*items, cover="memo", addressees=addressees)
    order = PackOrder(pack=made, area_code="93", fiscal_year=2569, folder=tmp_path / "แจก")
    result = services.pack_files.make(order)
    files = sorted((tmp_path / "แจก").glob("*.pdf"))
    assert [file.name for file in files] == [
        "9301 อำเภอเมืองพัทลุง ประชุม 2569.pdf",
        "9302 อำเภอกงหรา ประชุม 2569.pdf",
    ]
    assert (result.made, result.kept, result.is_whole) == (2, 0, True)
    first, second = (" ".join(texts(file)) for file in files)
    assert "เรียน นายอำเภอเมืองพัทลุง" in first
    assert "เรียน นายอำเภอกงหรา" in second
    assert "กงหรา" not in first
    assert "ดอนหลา" in first
    assert "เมืองพัทลุง" not in second
    assert len(bookmarks(files[0])) == 5, "the part of the other amphoe is not in it"
    again = services.pack_files.make(order)
    assert (again.made, again.kept) == (0, 2)


def test_an_addressee_without_data_gets_no_file_and_is_told(
    services: Services, tmp_path: Path
) -> None:
    addressees = Addressees(kind=AddresseeKind.TAMBON)
    made = pack(FILLED, addressees=addressees)
    order = PackOrder(pack=made, area_code="93", fiscal_year=2569, folder=tmp_path / "แจก")
    result = services.pack_files.make(order)
    assert result.empty == ("ตำบลชะรัด อำเภอกงหรา",)
    assert result.made == 3
    assert services.pack_files.interrupted(order) is None


def test_chosen_addressees_are_those_of_the_area(services: Services) -> None:
    chosen = Addressees(kind=AddresseeKind.CHOSEN, codes=("930101", "9302"))
    copies = services.packs.copies(pack(SUMMARY, addressees=chosen), "9301", 2569)
    assert [copy.addressee for copy in copies] == ["930101"]


class StopsAt:
    """Cancelled when it is first told of so many done."""

    def __init__(self, wanted: int) -> None:
        self._wanted = wanted
        self._done = 0

    def report(self, done: int, total: int, text: str = "") -> None:
        self._done = done

    def check_cancelled(self) -> None:
        if self._done >= self._wanted:
            raise Cancelled


def test_a_stopped_pack_leaves_neither_file_nor_record(services: Services, tmp_path: Path) -> None:
    copy = whole(services, pack(FILLED, SUMMARY))
    begun = services.packs.begun(copy)
    with pytest.raises(Cancelled):
        services.packs.draw(begun, tmp_path / "ก.pdf", StopsAt(2))
    assert not list(tmp_path.glob("*.pdf"))
    assert not list(tmp_path.glob(".*"))
    assert issued(services) == {}


def test_a_stopped_folder_keeps_whole_files_and_goes_on(services: Services, tmp_path: Path) -> None:
    made = pack(SUMMARY, addressees=Addressees(kind=AddresseeKind.AMPHOE))
    order = PackOrder(pack=made, area_code="93", fiscal_year=2569, folder=tmp_path / "แจก")
    with pytest.raises(Cancelled):
        services.pack_files.make(order, StopsAt(1))
    assert len(list(order.folder.glob("*.pdf"))) == 1
    state = services.pack_files.interrupted(order)
    assert state is not None
    assert (state.done, state.total) == (1, 2)
    assert (services.pack_files.make(order).made, len(list(order.folder.glob("*.pdf")))) == (1, 2)


def test_data_that_changes_between_counting_and_drawing_is_noticed(
    services: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cdd_desktop.reporting.pack_sheets._KEPT_MOST", 1)
    begun = services.packs.begun(whole(services, pack(FILLED)))
    answer(services, "93010301", "1.2")
    with pytest.raises(StaleRecord):
        services.packs.draw(begun, tmp_path / "ก.pdf")
    assert not (tmp_path / "ก.pdf").exists()


def test_only_what_changed_is_printed_with_the_pages_to_take_out(
    services: Services, tmp_path: Path
) -> None:
    blank = PackItem(report="checklist-blank", area="930101")
    made = pack(blank, replace(FILLED, area="930103"), SUMMARY, AGENDA)
    before = make(services, made, tmp_path / "เดิม.pdf")
    with pytest.raises(NothingChanged, match="22 พฤศจิกายน 2569"):
        make(services, made, tmp_path / "เปลี่ยน.pdf", only_changed=True)
    answer(services, "93010301", "1.2")
    drawn = make(services, made, tmp_path / "เปลี่ยน.pdf", only_changed=True)
    assert drawn.changes is not None
    filled, *others = drawn.changes.swaps
    assert not others, "the summary counts whole sheets: it says the same"
    assert filled.out == filled.into == "6-7"
    assert numbers(tmp_path / "เปลี่ยน.pdf") == ["", f"6/{before.length}", f"7/{before.length}"]
    assert "6-7" in texts(tmp_path / "เปลี่ยน.pdf")[0]
    with pytest.raises(NothingChanged):
        make(services, made, tmp_path / "อีก.pdf", only_changed=True)


def test_pages_that_only_moved_are_listed_and_not_printed_again(
    services: Services, tmp_path: Path
) -> None:
    made = pack(FILLED, SUMMARY, AGENDA)
    before = make(services, made, tmp_path / "เดิม.pdf")
    answer(services, VILLAGES[-1][0])
    file = tmp_path / "เปลี่ยน.pdf"
    changes = make(services, made, file, only_changed=True).changes
    assert changes is not None
    assert (changes.total_before, changes.total) == (before.length, before.length + 2)
    assert [swap.title for swap in changes.swaps] == ["สารบัญ", "แบบประเมินที่กรอกแล้ว"]
    assert [(swap.out, swap.into) for swap in changes.swaps] == [("1", "1"), ("2-9", "2-11")]
    assert [(one.printed, one.now) for one in changes.moved] == [("10", "12"), ("11", "13")]
    assert numbers(file) == ["", *(f"{n}/13" for n in range(1, 12))]
    assert "เลขหน้าเลื่อน" in texts(file)[0]
    # what moved lies there under its old number, of which the next sheet speaks
    services.packs.make(whole(services, made), tmp_path / "ใหม่.pdf", only_changed=False)


def test_a_part_that_moved_is_taken_out_by_the_number_it_was_printed_with(
    services: Services, tmp_path: Path
) -> None:
    made = pack(FILLED, LISTED)
    make(services, made, tmp_path / "1.pdf")
    answer(services, VILLAGES[-1][0])
    make(services, made, tmp_path / "2.pdf", only_changed=True)
    answer(services, VILLAGES[-1][0], "1.2")
    changes = make(services, made, tmp_path / "3.pdf", only_changed=True).changes
    assert changes is not None
    listed = next(one for one in changes.swaps if one.title.startswith("บัญชี"))
    assert listed.out == listed.into


def test_parts_added_and_removed_are_told(services: Services, tmp_path: Path) -> None:
    made = pack(SUMMARY, LISTED)
    make(services, made, tmp_path / "1.pdf")
    other = replace(made, items=(SUMMARY, AGENDA))
    changes = make(services, other, tmp_path / "2.pdf", only_changed=True).changes
    assert changes is not None
    assert [(swap.out, swap.into) for swap in changes.swaps] == [("1", "1"), ("", "3"), ("3", "")]


def test_what_changed_since_never_is_refused(services: Services, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="ยังไม่เคย"):
        make(services, pack(SUMMARY), tmp_path / "ก.pdf", only_changed=True)


def test_each_addressee_gets_the_pages_that_changed_for_them(
    services: Services, tmp_path: Path
) -> None:
    made = pack(FILLED, addressees=Addressees(kind=AddresseeKind.AMPHOE))
    order = PackOrder(pack=made, area_code="93", fiscal_year=2569, folder=tmp_path / "แจก")
    services.pack_files.make(order)
    answer(services, "93020101", "1.2")
    result = services.pack_files.make_changed(replace(order, folder=tmp_path / "เปลี่ยน"))
    assert [file.name for file in (tmp_path / "เปลี่ยน").glob("*")] == [
        "9302 อำเภอกงหรา ประชุม เฉพาะหน้าที่เปลี่ยน 2569.pdf"
    ]
    assert result.unchanged == ("อำเภอเมืองพัทลุง",)
    assert result.length == 3


# keeping


def test_a_pack_is_kept_as_it_was_put_together(services: Services) -> None:
    made = pack(
        replace(FILLED, heading="ผล", area=EACH_AMPHOE, round=Round.BEFORE),
        replace(SUMMARY, grouped_by=AreaLevel.TAMBON, show_below=False),
        PackItem(report="checklist-blank", with_last_year=True, instrument="cdd-6x2"),
        AGENDA,
        cover="memo",
        with_contents=False,
        addressees=Addressees(kind=AddresseeKind.CHOSEN, codes=("9301",)),
    )
    kept = services.packs.save(made)
    assert kept == replace(made, version=1)
    assert services.packs.get(made.uuid) == kept
    changed = services.packs.save(replace(kept, name=" ชื่อใหม่ ", items=()))
    assert (changed.name, changed.version) == ("ชื่อใหม่", 2)
    with pytest.raises(StaleRecord):
        services.packs.save(kept)


def test_names_are_needed_and_no_two_packs_have_the_same(services: Services) -> None:
    for name in ("", " ", STARTER, "ก" * 121):
        with pytest.raises(ValidationFailed) as refused:
            services.packs.save(pack(SUMMARY, name=name))
        assert refused.value.problems.keys() == {"name"}


def test_a_name_that_is_taken_while_one_waits_to_write_is_told(services: Services) -> None:
    begun = threading.Event()
    writing = services.store.writing

    def begin(intent: Intent) -> AbstractContextManager[Work]:
        begun.set()
        return writing(intent)

    refused: list[dict[str, str]] = []

    def save() -> None:
        try:
            services.packs.save(pack(SUMMARY, name="พร้อมกัน"))
        except ValidationFailed as problem:
            refused.append(dict(problem.problems))

    other = threading.Thread(target=save)
    with writing(Intent(action="test", summary="คนอื่น")) as work:
        services.store.writing = begin  # type: ignore[method-assign]
        other.start()
        assert begun.wait(10)
        pack_keeping.put(work, pack(LISTED, name="พร้อมกัน"))
    other.join()
    assert [problem.keys() for problem in refused] == [{"name"}]


def test_a_shipped_pack_gives_way_to_one_of_its_name(services: Services, tmp_path: Path) -> None:
    starter = services.packs.named(STARTER)
    other = services.packs.save(replace(starter, name="เดิม"))
    own = services.packs.save(pack(SUMMARY, name=STARTER))
    services.packs.remove(other.uuid)
    assert services.packs.all() == (own,)
    make(services, services.packs.named(STARTER), tmp_path / "ชุด.pdf")


def test_the_shipped_pack_is_there_at_once_and_is_the_offices_own_once_edited(
    services: Services, tmp_path: Path
) -> None:
    shipped = services.packs.named(STARTER)
    assert shipped.version == 0
    kept = services.packs.save(replace(shipped, items=(SUMMARY,)))
    assert services.packs.all() == (kept,)
    services.packs.remove(kept.uuid)
    assert services.packs.all() == (shipped,)
    make(services, shipped, tmp_path / "ชุด.pdf")
    assert services.packs.named(STARTER).version == 1, "what was issued is of the pack as it was"


def test_a_copy_has_another_name_and_identity(services: Services) -> None:
    kept = services.packs.save(pack(SUMMARY))
    copy = services.packs.save(services.packs.copy(kept))
    assert copy.name == "ประชุม (สำเนา)"
    assert services.packs.copy(kept).name == "ประชุม (สำเนา) 2"
    assert copy.items == kept.items


def test_removing_a_pack_and_taking_that_back(services: Services, tmp_path: Path) -> None:
    kept = services.packs.save(pack(SUMMARY))
    make(services, kept, tmp_path / "1.pdf")
    services.packs.remove(kept.uuid)
    with pytest.raises(NotFound):
        services.packs.get(kept.uuid)
    with pytest.raises(NotFound):
        services.packs.remove(kept.uuid)
    services.history.undo_last()
    assert services.packs.get(kept.uuid).items == kept.items
    with pytest.raises(NothingChanged):
        make(services, kept, tmp_path / "2.pdf", only_changed=True)


def test_the_making_of_a_pack_is_undone_after_it_was_printed_and_done_again(
    services: Services, tmp_path: Path
) -> None:
    kept = services.packs.save(pack(SUMMARY))
    make(services, kept, tmp_path / "1.pdf")
    services.history.undo_last()
    with pytest.raises(NotFound):
        services.packs.get(kept.uuid)
    back = services.history.next_redo()
    assert back is not None
    services.history.undo(back.id)
    with pytest.raises(NothingChanged):
        make(services, services.packs.get(kept.uuid), tmp_path / "2.pdf", only_changed=True)


def test_edits_of_a_pack_are_taken_back_one_by_one(services: Services) -> None:
    kept = services.packs.save(pack(SUMMARY))
    services.packs.save(replace(kept, items=(LISTED,)))
    services.history.undo_last()
    assert services.packs.get(kept.uuid).items == (SUMMARY,)
    services.history.undo_last()
    assert kept.uuid not in {one.uuid for one in services.packs.all()}


def test_a_pack_of_a_newer_program_is_refused_in_words(services: Services) -> None:
    for text in ('{"format": 2}', "[]", "nonsense", '{"format": 1, "items": [{"poem": 1}]}'):
        with pytest.raises(CddError, match="กรุณา"):
            pack_from(UUID(int=1), "ก", text, 1)


def test_issues_are_remembered_for_each_scope_alone(services: Services, tmp_path: Path) -> None:
    made = pack(SUMMARY)
    make(services, made, tmp_path / "1.pdf")
    services.packs.make(whole(services, made, "9301"), tmp_path / "2.pdf")
    with services.store.reading() as session:
        scopes = list(session.scalars(select(PackIssueRow.addressee)))
    assert scopes == ["93/2569", "9301/2569"]


def test_making_a_pack_that_was_removed_meanwhile_does_not_bring_it_back(
    services: Services, tmp_path: Path
) -> None:
    kept = services.packs.save(pack(SUMMARY))
    begun = services.packs.begun(whole(services, kept))
    services.packs.remove(kept.uuid)
    with pytest.raises(NotFound, match="กรุณา"):
        make(services, kept, tmp_path / "1.pdf")
    assert not list(tmp_path.glob("*.pdf"))
    services.packs.save(pack(SUMMARY))
    services.packs.enter(services.packs.draw(begun, tmp_path / "2.pdf"))
    assert kept.uuid not in {one.uuid for one in services.packs.all()}
    with services.store.reading() as session:
        assert session.scalars(select(IssuedSheetRow)).all(), "the file left: its codes lead back"
        assert not session.scalars(select(PackIssueRow)).all()

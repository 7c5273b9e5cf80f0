"""The parts of `build.py --try` that need neither Wine nor a screen."""

import importlib
import struct
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

INSTALLER = Path(__file__).resolve().parents[2] / "installer"
NAMES = ("children", "delivery.trying.record", "delivery.trying.tree", "delivery.trying.registry")
NAMES += ("delivery.trying.killing", "delivery.trying.display", "delivery.trying.office")
NAMES += ("delivery.trying.previous", "delivery.trying.limits")
EXPORTED = (
    "Windows Registry Editor Version 5.00\n\n"
    "[HKEY_CURRENT_USER\\Software\\Classes\\.cddbackup]\n"
    '@="CDDDesktop.Backup"\n\n'
    "[HKEY_CURRENT_USER\\Software\\Classes\\CDDDesktop.Backup\\shell\\open\\command]\n"
    '@="\\"C:\\\\users\\\\สมชาย ใจดี\\\\CDD.exe\\" open \\"%1\\""\n'
    '"NoModify"=dword:00000001\n'
    '"Bytes"=hex:01,02,\\\n  03\n'
)


@pytest.fixture(scope="module")
def trying() -> Iterator[dict[str, ModuleType]]:
    """The modules by their last name, importable as `python installer/build.py` sees them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(INSTALLER))
        yield {name.rpartition(".")[2]: importlib.import_module(name) for name in NAMES}
    for name in list(sys.modules):
        if name.partition(".")[0] in {"children", "debian", "delivery"}:
            del sys.modules[name]


def test_a_tree_tells_what_came_what_went_and_what_changed(
    trying: dict[str, ModuleType], tmp_path: Path
) -> None:
    tree = trying["tree"]
    (tmp_path / "โปรแกรม").mkdir()
    for name in ("อยู่.txt", "หาย.txt", "เปลี่ยน.txt"):
        (tmp_path / "โปรแกรม" / name).write_text(name, encoding="utf-8")
    before = tree.digests(tmp_path)
    (tmp_path / "โปรแกรม" / "หาย.txt").unlink()
    (tmp_path / "โปรแกรม" / "เปลี่ยน.txt").write_text("อื่น", encoding="utf-8")
    (tmp_path / "ใหม่").mkdir()
    found = tree.compare(before, tree.digests(tmp_path))
    assert found.added == ("ใหม่",)
    assert found.removed == ("โปรแกรม/หาย.txt",)
    assert found.changed == ("โปรแกรม/เปลี่ยน.txt",)


def test_a_link_is_named_and_never_followed(trying: dict[str, ModuleType], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "secret").write_text("x", encoding="utf-8")
    try:
        (tmp_path / "in" / "link").symlink_to(tmp_path / "out", target_is_directory=True)
    except OSError:  # Windows without the right to make links has nothing to follow
        return
    assert list(trying["tree"].digests(tmp_path / "in")) == ["link"]


def test_what_is_known_to_change_is_left_out_of_a_difference(
    trying: dict[str, ModuleType],
) -> None:
    tree = trying["tree"]
    found = tree.compare({"logs/a": "1", "office.db": "1"}, {"logs/a": "2", "office.db": "2"})
    assert found.without("logs").lines() == ["เปลี่ยน office.db"]
    assert not found.without("logs", "office")


def test_registry_texts_come_back_without_their_escapes(trying: dict[str, ModuleType]) -> None:
    keys = trying["registry"].read(EXPORTED)
    command = keys["HKEY_CURRENT_USER\\Software\\Classes\\CDDDesktop.Backup\\shell\\open\\command"]
    assert command[""] == '"C:\\users\\สมชาย ใจดี\\CDD.exe" open "%1"'
    assert command["NoModify"] == "dword:00000001"
    assert command["Bytes"] == "hex:01,02,  03"


def test_a_key_without_values_still_differs_from_none(trying: dict[str, ModuleType]) -> None:
    registry, tree = trying["registry"], trying["tree"]
    empty = registry.flat(registry.read("[HKEY_CURRENT_USER\\Software\\CDD]\n"))
    assert tree.compare({}, empty).added == ("HKEY_CURRENT_USER\\Software\\CDD",)


def test_the_same_seed_kills_at_the_same_moments(trying: dict[str, ModuleType]) -> None:
    killing = trying["killing"]
    names = [moment.name for moment in killing.by_chance(7, 10)]
    assert names == [moment.name for moment in killing.by_chance(7, 10)]
    assert names != [moment.name for moment in killing.by_chance(8, 10)]
    assert len(set(names)) == 10


def test_moments_of_chance_lie_within_the_install(
    trying: dict[str, ModuleType], tmp_path: Path
) -> None:
    moments = trying["killing"].by_chance(1, 50)
    assert all(moment.due(tmp_path, 1.0) for moment in moments)
    assert not any(moment.due(tmp_path, -0.01) for moment in moments)
    early = sum(moment.due(tmp_path, 0.5) for moment in moments)
    assert 10 < early < 40


def test_the_change_is_seen_before_while_and_after_it_happens(
    trying: dict[str, ModuleType], tmp_path: Path
) -> None:
    killing = trying["killing"]
    (tmp_path / "current.txt").write_text("0.8.0-aa\r\n", encoding="ascii", newline="")
    moments = killing.at_the_change("0.8.0-aa")
    assert [moment.due(tmp_path, 9.0) for moment in moments] == [False, False, False]
    (tmp_path / "CDD.exe.new").touch()
    (tmp_path / "current.txt.new").touch()
    assert [moment.due(tmp_path, 9.0) for moment in moments] == [True, True, False]
    (tmp_path / "current.txt").write_text("0.9.0-bb\r\n", encoding="ascii", newline="")
    assert moments[-1].due(tmp_path, 9.0)
    (tmp_path / "current.txt").unlink()
    assert not moments[-1].due(tmp_path, 9.0)


def test_a_failed_step_is_told_with_its_reason_and_the_trial_goes_on(
    trying: dict[str, ModuleType], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = trying["record"]
    with record.Record(tmp_path / "try.log", tmp_path / "wine.log") as log:
        with log.step("ถอน"):
            record.expect(False, "ยังเหลือไฟล์")
        with log.step("ติดตั้ง"):
            record.expect(True, "ไม่ควรเห็น")
    told = (tmp_path / "try.log").read_text(encoding="utf-8")
    assert told == capsys.readouterr().out
    assert "ไม่ผ่าน: ถอน (0.0 วินาที)\n    ยังเหลือไฟล์\nผ่าน: ติดตั้ง (0.0 วินาที)\n" in told
    assert (log.passed, log.failed) == (1, ["ถอน"])


def test_a_step_that_others_need_stops_the_trial(
    trying: dict[str, ModuleType], tmp_path: Path
) -> None:
    record = trying["record"]
    with (
        record.Record(tmp_path / "try.log", tmp_path / "wine.log") as log,
        pytest.raises(trying["children"].Stopped, match=r"ทดลองต่อไม่ได้ โปรดดู .*try\.log"),
        log.step("ติดตั้ง", needed=True),
    ):
        raise record.Failed("รหัส 11")
    assert "รหัส 11" in (tmp_path / "try.log").read_text(encoding="utf-8")


def test_the_screen_becomes_a_png_of_the_same_colours(trying: dict[str, ModuleType]) -> None:
    blue_green_red = b"\x01\x02\x03\x00" + b"\x04\x05\x06\x00" + b"\xff" * 4  # a line has padding
    fields = [0] * 25
    fields[0], fields[1], fields[4], fields[5] = 100, 7, 2, 1
    fields[7], fields[11], fields[12], fields[19] = 0, 32, 12, 1
    dump = struct.pack(">25I", *fields) + b"c" * 12 + blue_green_red
    png = trying["display"].png_of_xwd(dump)
    start = png.index(b"IDAT") + 4
    length = struct.unpack(">I", png[start - 8 : start - 4])[0]
    assert zlib.decompress(png[start : start + length]) == b"\0\x03\x02\x01\x06\x05\x04"
    assert struct.unpack(">2I", png[16:24]) == (2, 1)


def test_another_kind_of_picture_is_not_misread(trying: dict[str, ModuleType]) -> None:
    with pytest.raises(ValueError, match="32 bits"):
        trying["display"].png_of_xwd(struct.pack(">25I", *([16] * 25)))


def test_what_an_office_must_hold_names_every_village_and_answer(
    trying: dict[str, ModuleType],
) -> None:
    office = trying["office"]
    wanted = office.expected()
    assert wanted.villages == len(set(office.VILLAGES)) == 12
    assert wanted.answers == 60


def test_an_office_without_its_file_is_told(trying: dict[str, ModuleType], tmp_path: Path) -> None:
    with pytest.raises(trying["record"].Failed, match=r"ไม่พบไฟล์ข้อมูล office\.db"):
        trying["office"].contents(tmp_path)


def test_a_damaged_office_is_told_and_left_as_it_was(
    trying: dict[str, ModuleType], tmp_path: Path
) -> None:
    (tmp_path / "office.db").write_bytes(b"not a database" * 100)
    with pytest.raises(trying["record"].Failed, match="อ่านไฟล์ข้อมูลไม่ได้"):
        trying["office"].contents(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["office.db"]


def test_the_previous_version_is_set_in_its_own_project_file(
    trying: dict[str, ModuleType],
) -> None:
    previous = trying["previous"]
    text = '[project]\nname = "cdd-desktop"\nversion = "0.1.0"\n\n[tool.x]\nversion = "3"\n'
    assert previous.with_version(text, "0.8.0") == text.replace("0.1.0", "0.8.0")
    with pytest.raises(trying["children"].Stopped, match="โปรดระบุ --previous"):
        previous.with_version("[project]\n", "0.8.0")


def test_the_log_ends_with_what_this_trial_could_not_prove(
    trying: dict[str, ModuleType],
) -> None:
    limits = trying["limits"]
    everything = limits.lines(twin=False, code_page="874", mounted=True)
    assert everything == list(limits.ALWAYS)
    least = limits.lines(twin=True, code_page="1252", mounted=False)
    assert least[:3] == [limits.TWIN, limits.NO_THAI_CODE_PAGE, limits.NO_MOUNT]

"""What build.py packs: trimmed, proved, compiled, told, signed, and never half made."""

import importlib.util
import os
import re
import struct
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from windows_libraries import AMD64, I386, library

ROOT = Path(__file__).resolve().parents[2]


def test_a_library_tells_its_machine_and_what_it_loads(parts: dict[str, ModuleType]) -> None:
    told = parts["binaries"].parse(library("Qt6Core.dll", "KERNEL32.dll"))
    assert (told.machine, told.imports) == (AMD64, ("qt6core.dll", "kernel32.dll"))
    assert not told.signed


@pytest.mark.parametrize("content", [b"", b"MZ", b"no program", library("a.dll")[:0x300]])
def test_a_broken_library_is_no_library(parts: dict[str, ModuleType], content: bytes) -> None:
    with pytest.raises(parts["binaries"].NotWindows):
        parts["binaries"].parse(content)


# --- trimming ------------------------------------------------------------------------------------


def test_the_list_keeps_what_a_keep_line_names(parts: dict[str, ModuleType]) -> None:
    lines = parts["trimming"].read_list("drop app/Qt/*  # big\nkeep app/Qt/Core.dll # in use\n")
    names = ["app/Qt/Core.dll", "app/Qt/Quick.dll", "app/other.py"]
    assert parts["trimming"].dropped(names, lines) == ["app/Qt/Quick.dll"]


@pytest.mark.parametrize("line", ["drop app/gone/* # was here", "keep app/gone.dll # in use"])
def test_a_line_that_matches_nothing_stops_the_build(
    parts: dict[str, ModuleType], line: str
) -> None:
    trimming = parts["trimming"]
    with pytest.raises(parts["children"].Stopped, match=r"app/gone(?s:.*)โปรดตรวจ"):
        trimming.dropped(["app/there.py"], trimming.read_list(line))


@pytest.mark.parametrize("line", ["drop app/*", "drop # why", "lose app/* # why", "drop a b # why"])
def test_a_line_without_a_reason_or_a_known_word_is_refused(
    parts: dict[str, ModuleType], line: str
) -> None:
    with pytest.raises(parts["children"].Stopped, match="บรรทัด 1"):
        parts["trimming"].read_list(line)


def test_the_real_list_keeps_what_shows_a_pdf(parts: dict[str, ModuleType]) -> None:
    lines = parts["trimming"].read_list(parts["trimming"].LIST.read_text(encoding="utf-8"))
    kept = {line.pattern for line in lines if line.keep}
    wanted = {f"app/PySide6/Qt{part}.pyd" for part in ("Pdf", "PdfWidgets", "Network")}
    wanted |= {f"app/PySide6/Qt6{part}.dll" for part in ("Pdf", "PdfWidgets", "Network")}
    assert wanted <= kept


def test_the_real_list_keeps_every_part_of_qt_that_the_program_imports(
    parts: dict[str, ModuleType],
) -> None:
    lines = parts["trimming"].read_list(parts["trimming"].LIST.read_text(encoding="utf-8"))
    kept = {line.pattern for line in lines if line.keep}
    sources = (ROOT / "cdd_desktop").rglob("*.py")
    texts = (path.read_text(encoding="utf-8") for path in sources)
    modules = {name for text in texts for name in re.findall(r"PySide6\.(Qt\w+)", text)}
    assert modules
    assert {f"app/PySide6/{module}.pyd" for module in modules} <= kept


def test_a_library_that_would_not_be_found_is_named(parts: dict[str, ModuleType]) -> None:
    needs = {
        "app/PySide6/plugins/platforms/qwindows.dll": ("qt6gui.dll", "user32.dll"),
        "app/PySide6/Qt6Gui.dll": ("qt6core.dll", "msvcp140.dll", "vcruntime140.dll"),
        "app/shiboken6/MSVCP140.dll": ("api-ms-win-crt-heap-l1-1-0.dll",),
        "app/yaml/_yaml.pyd": ("msvcp140.dll", "python313.dll"),
        "runtime/python313.dll": (),
        "runtime/vcruntime140.dll": (),
    }
    assert parts["trimming"].missing(needs) == [
        "app/PySide6/Qt6Gui.dll: qt6core.dll",
        "app/yaml/_yaml.pyd: msvcp140.dll",  # shiboken6's folder is searched for PySide6 alone
    ]


def test_trimming_takes_files_and_leaves_no_empty_folder(
    parts: dict[str, ModuleType], tmp_path: Path
) -> None:
    for name in ("app/tests/deep/test.py", "app/code.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("12345", encoding="utf-8")
    trimming = parts["trimming"]
    assert trimming.trim(tmp_path, trimming.read_list("drop app/tests/* # not used")) == 5
    assert [path.name for path in (tmp_path / "app").iterdir()] == ["code.py"]


def test_a_32_bit_library_stops_the_build(parts: dict[str, ModuleType], tmp_path: Path) -> None:
    (tmp_path / "part.pyd").write_bytes(library(machine=I386))
    with pytest.raises(parts["children"].Stopped, match=r"part\.pyd ไม่ใช่ของ Windows 64 บิต"):
        parts["trimming"].check_libraries(tmp_path)


# --- byte code, identity, sizes ------------------------------------------------------------------


def test_byte_code_of_another_python_is_refused(
    parts: dict[str, ModuleType], tmp_path: Path
) -> None:
    (tmp_path / "thing.py").write_text("ANSWER = 42\n", encoding="utf-8")
    compiled = parts["compiled"]
    minor = ".".join(map(str, sys.version_info[:2]))
    here = importlib.util.MAGIC_NUMBER
    compiled.compile_sources(tmp_path, tmp_path, minor, here, tmp_path)
    code = next((tmp_path / "__pycache__").glob("thing.*.pyc")).read_bytes()
    assert struct.unpack("<I", code[4:8]) == (1,)  # by hash, and never compared with the source
    assert str(tmp_path).encode() not in code
    with pytest.raises(parts["children"].Stopped, match=r"thing\.py"):
        compiled.check(tmp_path, b"\0\0\r\n")


def test_the_identity_follows_names_and_content_alone(
    parts: dict[str, ModuleType], tmp_path: Path
) -> None:
    digest = parts["staging"].digest
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    for folder, names in (("one", "ab"), ("two", "ba")):
        for name in names:
            (tmp_path / folder / name).write_text(name, encoding="utf-8")
    os.utime(tmp_path / "two" / "a", (1_000_000_000, 1_000_000_000))
    assert digest(tmp_path / "one") == digest(tmp_path / "two")
    (tmp_path / "two" / "a").rename(tmp_path / "two" / "c")
    assert digest(tmp_path / "one") != digest(tmp_path / "two")


def facts(parts: dict[str, ModuleType], **changes: object) -> object:
    known = {
        "version": "0.9.0",
        "build": "3f2a91c4",
        "made_on": "2026-11-23",
        "python": "3.13.2",
        "python_source": "python.org",
        "for_trying": False,
        "signed": True,
        "revision": "abc1234",
    }
    return parts["facts"].BuildFacts(**(known | changes))


def test_a_setup_that_may_not_be_handed_out_says_so_in_its_name(
    parts: dict[str, ModuleType],
) -> None:
    assert facts(parts).setup_name == "CDD-Desktop-0.9.0-setup.exe"
    odd = facts(parts, for_trying=True, signed=False)
    assert odd.setup_name == "CDD-Desktop-0.9.0-setup-trying-unsigned.exe"
    told = "\n".join(parts["building"].remarks(odd))
    assert "ห้ามแจก" in told
    assert "ยังไม่มีลายเซ็น" in told
    assert len(parts["building"].remarks(facts(parts))) == 1


def test_a_stage_tells_the_facts_that_were_written_into_it(
    parts: dict[str, ModuleType], tmp_path: Path
) -> None:
    (tmp_path / "program" / "app" / "cdd_desktop").mkdir(parents=True)
    parts["staging"].write_facts(tmp_path, facts(parts))
    assert parts["facts"].facts_of(tmp_path) == facts(parts)
    assert facts(parts).folder == "0.9.0-3f2a91c4"


def test_the_licence_of_the_packed_python_is_its_own(
    parts: dict[str, ModuleType], tmp_path: Path
) -> None:
    ours = tmp_path / "app" / "cdd_desktop" / "_resources" / "licences"
    ours.mkdir(parents=True)
    (tmp_path / "runtime").mkdir()
    (tmp_path / "runtime" / "LICENSE.txt").write_text("of 3.13.9", encoding="utf-8")
    for name in ("LGPL-3.0.txt", "Python.txt"):
        (ours / name).write_text("of the checkout", encoding="utf-8")
    parts["staging"].lay_licences(tmp_path)
    laid = {file.name: file.read_text(encoding="utf-8") for file in tmp_path.glob("licences/*")}
    assert laid == {"LGPL-3.0.txt": "of the checkout", "Python.txt": "of 3.13.9"}


def test_a_file_that_git_does_not_know_is_told_in_the_revision(
    parts: dict[str, ModuleType], tmp_path: Path
) -> None:
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "first"]):
        subprocess.run([*git, *words], check=True)
    revision_of = parts["building"].revision_of
    assert re.fullmatch("[0-9a-f]{7,}", revision_of(tmp_path).name)
    (tmp_path / "stray.py").touch()
    assert revision_of(tmp_path).name.endswith("+")


def test_sizes_are_told_by_part_with_small_packages_together(
    parts: dict[str, ModuleType],
) -> None:
    megabyte = 1024 * 1024
    told = parts["sizes"].parts(
        {
            "CDD.exe": megabyte,
            "program/runtime/python313.dll": 6 * megabyte,
            "program/app/PySide6/Qt6Core.dll": 10 * megabyte,
            "program/app/shiboken6/Shiboken.pyd": 2 * megabyte,
            "program/app/lxml/etree.pyd": 4 * megabyte,
            "program/app/segno/__init__.py": megabyte // 4,
            "program/app/uuid6/__init__.py": megabyte // 4,
            "program/app/cdd_desktop/_resources/words.gz": 3 * megabyte,
        }
    )
    assert told == [
        ("Qt (PySide6)", 12.0),
        ("Python", 6.0),
        ("lxml", 4.0),
        ("ทรัพยากรของโปรแกรม", 3.0),
        ("ตัวเปิดโปรแกรม", 1.0),
        ("ส่วนประกอบเล็ก 2 รายการ", 0.5),
    ]


# --- signing -------------------------------------------------------------------------------------


def test_without_a_certificate_nothing_is_signed(parts: dict[str, ModuleType]) -> None:
    assert parts["signing"].certificate({}) is None
    with pytest.raises(parts["children"].Stopped, match=r"ไม่พบใบรับรอง .*none\.pfx"):
        parts["signing"].certificate({"CDD_SIGN_PFX": "none.pfx"})


def test_the_password_is_in_no_text_that_a_person_or_a_log_sees(
    parts: dict[str, ModuleType], tmp_path: Path
) -> None:
    (tmp_path / "office.pfx").write_bytes(b"")
    known = {"CDD_SIGN_PFX": str(tmp_path / "office.pfx"), "CDD_SIGN_PASSWORD": "ความลับ9"}
    certificate = parts["signing"].certificate(known)
    assert "ความลับ9" not in repr(certificate)
    assert parts["signing"].hidden("bad /p ความลับ9 x.exe", certificate) == "bad /p ******** x.exe"


# --- the place of a build ------------------------------------------------------------------------


def test_a_second_build_at_the_same_time_is_refused(
    parts: dict[str, ModuleType], tmp_path: Path
) -> None:
    opened = parts["workplace"].opened
    with (
        opened(tmp_path, tmp_path),
        pytest.raises(parts["children"].Stopped, match="อีกคำสั่งหนึ่ง"),
        opened(tmp_path, tmp_path),
    ):
        raise AssertionError
    with opened(tmp_path, tmp_path):
        pass


def test_a_build_that_fails_leaves_the_last_setup_and_nothing_half_made(
    parts: dict[str, ModuleType], tmp_path: Path
) -> None:
    (tmp_path / "work-1" / "stage").mkdir(parents=True)  # of a build that was killed
    (tmp_path / "setup.exe").write_bytes(b"good")

    def fail() -> None:
        with parts["workplace"].opened(tmp_path, tmp_path) as place:
            (place.work / "setup.exe").write_bytes(b"half")
            raise parts["children"].Stopped

    with pytest.raises(parts["children"].Stopped):
        fail()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build.lock", "setup.exe"]
    assert (tmp_path / "setup.exe").read_bytes() == b"good"


def test_a_full_disk_is_told_before_the_build_begins(parts: dict[str, ModuleType]) -> None:
    parts["workplace"].check_room(3 * 1024**3)
    with pytest.raises(parts["children"].Stopped, match=r"เนื้อที่ว่างเหลือ 1\.0 GB"):
        parts["workplace"].check_room(1024**3)

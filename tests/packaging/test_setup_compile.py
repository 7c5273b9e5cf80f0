"""The parts of the installer's compilation that need no NSIS: words, names, sizes, the script."""

import importlib
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
DELIVERY = ROOT / "installer" / "delivery"
SCRIPT = (DELIVERY / "setup.nsi").read_text(encoding="utf-8")
THAI = re.compile("[\u0e00-\u0e7f]")

# What NSIS 3.08 says; the longest sentences are shortened to the length that they have there.
STUB_SENTENCES = (
    "unpacking data: %d%%",
    "verifying installer: %d%%",
    "Error launching installer",
    "Installer integrity check has failed. Common causes include\nincomplete download and damaged "
    "media. Contact the\ninstaller's author to obtain a new copy.\n\nMore information at:\n"
    "http://nsis.sf.net/NSIS_Error",
    "Error writing temporary file. Make sure your temp folder is valid.",
    "Error launching installer",
    "NSIS Error",
)


@pytest.fixture(scope="module")
def modules() -> Iterator[dict[str, ModuleType]]:
    """children, compiling and stub_words as `python installer/build.py` sees them."""

    def forget() -> None:
        for name in [name for name in sys.modules if name.split(".")[0] == "delivery"]:
            del sys.modules[name]
        sys.modules.pop("children", None)

    forget()
    sys.path.insert(0, str(ROOT / "installer"))
    yield {
        name.rpartition(".")[2]: importlib.import_module(name)
        for name in ("children", "delivery.compiling", "delivery.stub_words")
    }
    sys.path.remove(str(ROOT / "installer"))
    forget()


def stub_saying(*sentences: str) -> bytes:
    return b"MZ\x90" + b"".join(f"{text}\0".encode("utf-16-le") for text in sentences) + b"\x01end"


def test_a_stub_says_our_words_and_keeps_its_length(modules: dict[str, ModuleType]) -> None:
    stub = stub_saying(*STUB_SENTENCES)
    ours = modules["stub_words"].with_stub_words(stub)
    assert len(ours) == len(stub)
    assert ours.startswith(b"MZ\x90")
    assert ours.endswith(b"\0\0\x01end")
    text = ours[3:-4].decode("utf-16-le")
    for sentence in filter(None, text.split("\0")):
        assert THAI.search(sentence), sentence


def test_numbers_stay_in_the_words_of_progress(modules: dict[str, ModuleType]) -> None:
    for english, thai in modules["stub_words"].STUB_WORDS.items():
        assert english.count("%d%%") == thai.count("%d%%")


def test_a_stub_without_a_known_sentence_is_refused(modules: dict[str, ModuleType]) -> None:
    stub = stub_saying(*STUB_SENTENCES[:-1])
    with pytest.raises(modules["children"].Stopped, match="NSIS รุ่นนี้ไม่มีข้อความ “NSIS Error”"):
        modules["stub_words"].with_stub_words(stub)


def test_words_that_do_not_fit_are_refused(
    modules: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(modules["stub_words"].STUB_WORDS, "NSIS Error", "ติดตั้งไม่สำเร็จ")
    with pytest.raises(modules["children"].Stopped, match=r"ยาวกว่าที่ว่างใน NSIS \(10 ตัว\)"):
        modules["stub_words"].with_stub_words(stub_saying(*STUB_SENTENCES))


def test_language_entries_are_replaced_where_they_stand(modules: dict[str, ModuleType]) -> None:
    words = modules["stub_words"].LANGUAGE_WORDS
    old = "NLF v6\n# ^Byte\nB\n" + "".join(f"# ^{entry}\nสำนวนเก่า\n" for entry in words)
    new = modules["stub_words"].with_language_words(old)
    assert "สำนวนเก่า" not in new
    assert new.startswith("NLF v6\n# ^Byte\nB\n")
    assert f"# ^NextBtn\n{words['NextBtn']}\n" in new


def test_a_language_file_without_an_entry_is_refused(modules: dict[str, ModuleType]) -> None:
    with pytest.raises(modules["children"].Stopped, match=r"ไม่มี # \^Branding"):
        modules["stub_words"].with_language_words("NLF v6\n")


def test_files_are_counted_without_english(modules: dict[str, ModuleType]) -> None:
    header = (
        "\tPop $9\n\tDetailPrint 'Size:$9 $2  Files:$R4  Folders:$R5'\n\tgoto next\n"
        "\tDetailPrint 'Files:$R4  Folders:$R5'\n\tPop $8\n"
    )
    silent = modules["stub_words"].without_counted_words(header)
    assert silent == "\tPop $9\n\tgoto next\n\tPop $8\n"
    with pytest.raises(modules["children"].Stopped, match=r"FileFunc\.nsh"):
        modules["stub_words"].without_counted_words(silent)


def test_the_script_tells_every_exit_code_and_uses_no_other(
    modules: dict[str, ModuleType],
) -> None:
    told = {int(code) for code in re.findall(r"^;\s+(\d+) ", SCRIPT, re.MULTILINE)}
    assert told == set(modules["compiling"].EXIT_CODES)
    stops = re.findall(r"!insertmacro Stop \S+ (\d+) ", SCRIPT)
    assigned = re.findall(r"StrCpy \$Code (\d+)", SCRIPT)
    of_nsis = {2}
    assert {int(code) for code in [*stops, *assigned]} == told - of_nsis


def test_every_refusal_is_thai_and_says_what_to_do() -> None:
    sentences = re.findall(r'!insertmacro Stop \S+ \d+ "(.+)"$', SCRIPT, re.MULTILINE)
    assert len(sentences) >= 12
    for sentence in sentences:
        assert "โปรด" in sentence
        words = re.sub(r"\$\{?\w+\}?|Windows( Update)?|ARM|MB", "", sentence)
        assert not re.search("[A-Za-z]{2}", words), sentence


def test_nothing_is_deleted_that_no_install_laid_down() -> None:
    commands = [line.split(";")[0] for line in SCRIPT.splitlines()]
    assert not [line for line in commands if re.search(r"RMDir\s+/r", line)]
    deleted = {
        line.split(None, 1)[1].strip() for line in commands if line.lstrip().startswith("Delete ")
    }
    assert {name for name in deleted if "*" in name or "${DATA}" in name} == set()
    trees = re.findall(r'!insertmacro RemoveTree "\S*" "(.+)"', SCRIPT)
    assert {name.rpartition("\\")[2] for name in trees} == {
        "runtime",
        "app",
        "licences",
        "$Name",
        "$Name.old",
        "$Folder",
    }


def test_what_a_program_folder_holds_at_its_top_is_known_to_the_script() -> None:
    """Anything else there is taken for somebody's own, and keeps the folder from being removed."""
    known = set(re.findall(r'AndIf} \$1 != "(\w[\w.]*)"', SCRIPT))
    assert known == {"runtime", "app", "licences", "build.json", "files.txt"}


def test_the_script_defines_itself_all_that_compilation_does_not(
    modules: dict[str, ModuleType],
) -> None:
    compiling = (DELIVERY / "compiling.py").read_text(encoding="utf-8")
    given_by_us = set(re.findall(r'"([A-Z_]{3,})":', compiling)) | {"UNINSTALLER_FINALIZE"}
    own = set(re.findall(r"^!define (\w+)", SCRIPT, re.MULTILINE))
    of_headers = {"UN", "EXIT_CODE", "SENTENCE", "NSIS_PTR_SIZE"} | set(
        re.findall(r"\$\{((?:IID|CLSID|PKEY|SYSSTRUCT|STGM|VT)_\w+)\}", SCRIPT)
    )
    used = set(re.findall(r"\$\{([A-Z][A-Z_]+)\}", SCRIPT))
    assert used - own - of_headers <= given_by_us
    assert given_by_us <= used


def test_files_are_packed_by_kind_and_in_the_same_order(
    modules: dict[str, ModuleType], tmp_path: Path
) -> None:
    for name in ("b.txt", "a.dll", "z/a.txt", "z/ก ข.DLL"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"12345")
    files = modules["compiling"].program_files(tmp_path)
    assert [str(file.path) for file in files] == ["a.dll", "z/ก ข.DLL", "b.txt", "z/a.txt"]
    facts = modules["compiling"].facts_of(files)
    assert facts["PROGRAM_FILES"] == "4"
    assert facts["PROGRAM_BYTES"] == "20"
    assert facts["PROGRAM_MIB"] == "1"


def test_a_path_too_long_for_windows_is_refused(
    modules: dict[str, ModuleType], tmp_path: Path
) -> None:
    (tmp_path / ("ก" * 60) / ("x" * 90)).mkdir(parents=True)
    (tmp_path / ("ก" * 60) / ("x" * 90) / "a").touch()
    with pytest.raises(modules["children"].Stopped, match="ชื่อไฟล์ยาวเกินสำหรับ Windows"):
        modules["compiling"].program_files(tmp_path)


def test_unpacking_stops_soon_after_the_first_file_that_cannot_be_laid_down(
    modules: dict[str, ModuleType], tmp_path: Path
) -> None:
    names = [f"{number:03}.py" for number in range(120)]
    for name in names:
        (tmp_path / name).touch()
    script = modules["compiling"].extraction(tmp_path, modules["compiling"].program_files(tmp_path))
    between = script.split("  Call NotLaidDown\n")
    assert [part.count("File ") for part in between] == [50, 50, 20, 0]
    assert script.count("SetOutPath") == 1


@given(text=st.text(alphabet=st.sampled_from('a$"\\{} ก'), max_size=12))
def test_any_path_stays_one_text_in_the_script(modules: dict[str, ModuleType], text: str) -> None:
    written = modules["compiling"].literal(text)
    assert written.replace('$\\"', "").count('"') == 0
    assert written.replace("$$", "\0").replace('$\\"', '"').replace("\0", "$") == text


def test_the_side_picture_is_a_bitmap_of_the_wizards_size(modules: dict[str, ModuleType]) -> None:
    picture = modules["compiling"].side_picture()
    kind, size, _, start = struct.unpack_from("<2sIII", picture)
    assert (kind, size, start) == (b"BM", len(picture), 54)
    assert struct.unpack_from("<ii", picture, 18) == modules["compiling"].SIDE_SIZE


def test_a_version_that_windows_cannot_compare_is_refused(
    modules: dict[str, ModuleType], tmp_path: Path
) -> None:
    facts = modules["compiling"].BuildFacts(
        version="0.9.0rc1",
        build="3f2a91c4",
        made_on="2026-11-23",
        python="3.13.2",
        python_source="python.org",
        for_trying=False,
        signed=False,
        revision="",
    )
    with pytest.raises(modules["children"].Stopped, match=r"รุ่น 0\.9\.0rc1 ต้องเป็นเลขสามส่วน"):
        modules["compiling"].compile_setup(tmp_path, tmp_path / "out.exe", facts)

"""The parts of installer/dev.py that can be tried without changing the machine."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

INSTALLER = Path(__file__).resolve().parents[2] / "installer"
LOADER_SAYS = (
    "ImportError: libEGL.so.1: cannot open shared object file: No such file or directory\n"
    "libGL.so.1: cannot open shared object file: No such file or directory\n"
    "libEGL.so.1: cannot open shared object file: No such file or directory\n"
)


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, ModuleType]]:
    """The three set-up modules, importable as `python installer/dev.py` sees them."""
    names = ("children", "debian", "dev")
    monkeypatch.syspath_prepend(str(INSTALLER))
    yield {name: importlib.import_module(name) for name in names}
    for name in names:
        del sys.modules[name]


def test_each_missing_library_is_named_once(scripts: dict[str, ModuleType]) -> None:
    assert scripts["debian"].missing_libraries(LOADER_SAYS) == ["libEGL.so.1", "libGL.so.1"]


def test_a_library_named_with_its_folder_is_still_recognised(
    scripts: dict[str, ModuleType],
) -> None:
    text = "/lib/libxcb-cursor.so.0: cannot open shared object file: No such file"
    assert scripts["debian"].missing_libraries(text) == ["libxcb-cursor.so.0"]


def test_other_complaints_of_qt_are_not_taken_for_a_missing_library(
    scripts: dict[str, ModuleType],
) -> None:
    text = 'qt.qpa.xcb: could not connect to display :9\nno Qt platform plugin "xcb"'
    assert scripts["debian"].missing_libraries(text) == []


def test_libraries_become_packages_without_repetition(scripts: dict[str, ModuleType]) -> None:
    libraries = ["libgthread-2.0.so.0", "libglib-2.0.so.0", "libEGL.so.1"]
    assert scripts["debian"].packages_for(libraries) == ["libegl1", "libglib2.0-0"]


def test_an_unknown_library_is_named_to_the_user(scripts: dict[str, ModuleType]) -> None:
    with pytest.raises(scripts["children"].Stopped, match=r"ขาด libodd\.so\.7 โปรดติดตั้ง"):
        scripts["debian"].packages_for(["libEGL.so.1", "libodd.so.7"])


def test_without_root_the_user_is_told_the_command(
    scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    debian = scripts["debian"]
    monkeypatch.setattr(debian, "as_root", lambda: None)
    monkeypatch.setattr(debian.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(scripts["children"].Stopped, match="sudo apt-get install -y libegl1 libgl1"):
        debian.apt_install(["libegl1", "libgl1"])


def test_missing_libraries_are_installed_until_qt_starts(
    scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    dev = scripts["dev"]
    answers = iter([LOADER_SAYS, "libdbus-1.so.3: cannot open shared object file: gone", ""])
    installed: list[list[str]] = []
    monkeypatch.setattr(dev, "qt_trouble", lambda *_, **__: next(answers))
    monkeypatch.setattr(dev, "apt_install", installed.append)
    assert dev.bring_libraries("libqoffscreen.so", dev.DRAWING_LIBRARIES) == ""
    assert installed == [["libegl1", "libgl1"], ["libdbus-1-3"]]


def test_a_library_that_stays_missing_ends_the_attempts(
    scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    dev = scripts["dev"]
    monkeypatch.setattr(dev, "qt_trouble", lambda *_, **__: LOADER_SAYS)
    monkeypatch.setattr(dev, "apt_install", lambda packages: None)
    with pytest.raises(scripts["children"].Stopped, match="ใช้งานไม่ได้"):
        dev.prepare_drawing()


@pytest.mark.parametrize("version", [(3, 7), (3, 10)])
def test_an_older_python_is_refused_in_a_sentence(
    scripts: dict[str, ModuleType], version: tuple[int, int]
) -> None:
    refusal = scripts["dev"].python_refusal(version)
    assert f"Python {version[0]}.{version[1]} " in refusal
    assert refusal.endswith("สั่งอีกครั้ง")


@pytest.mark.parametrize("version", [(3, 11), (3, 14)])
def test_a_new_enough_python_is_taken(
    scripts: dict[str, ModuleType], version: tuple[int, int]
) -> None:
    assert scripts["dev"].python_refusal(version) is None


def test_the_fingerprint_follows_each_of_its_sources(scripts: dict[str, ModuleType]) -> None:
    fingerprint = scripts["dev"].fingerprint
    seen = {
        fingerprint(b"project", b"pins", "3.11"),
        fingerprint(b"project 2", b"pins", "3.11"),
        fingerprint(b"project", b"pins 2", "3.11"),
        fingerprint(b"project", b"pins", "3.12"),
        fingerprint(b"projectpins", b"", "3.11"),
    }
    assert len(seen) == 5
    assert fingerprint(b"project", b"pins", "3.11") in seen


class TestVenv:
    @pytest.fixture
    def dev(
        self, scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> ModuleType:
        """The script as if it stood in an empty folder, with this Python as its `.venv`."""
        dev = scripts["dev"]
        venv = tmp_path / ".venv"
        venv.mkdir()
        monkeypatch.setattr(dev, "ROOT", tmp_path)
        monkeypatch.setattr(dev, "VENV", venv)
        monkeypatch.setattr(dev, "STAMP", venv / "cdd-setup.json")
        monkeypatch.setattr(dev, "VENV_PYTHON", Path(sys.executable))
        return dev

    def test_a_finished_one_is_kept(self, dev: ModuleType) -> None:
        dev.write_stamp(venv=str(dev.VENV), fingerprint="x", dev=True)
        assert dev.venv_fault(dev.read_stamp()) is None

    def test_an_interrupted_one_is_made_anew(self, dev: ModuleType) -> None:
        dev.write_stamp(unfinished=True)
        assert dev.venv_fault(dev.read_stamp()) == "การติดตั้งครั้งก่อนไม่จบ"

    def test_a_moved_one_is_made_anew(self, dev: ModuleType) -> None:
        dev.write_stamp(venv="/elsewhere/.venv", fingerprint="x", dev=True)
        assert dev.venv_fault(dev.read_stamp()) == "โฟลเดอร์ถูกย้าย"

    def test_one_without_python_is_made_anew(
        self, dev: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(dev, "VENV_PYTHON", dev.VENV / "bin" / "python")
        assert dev.venv_fault({}) == "ยังไม่มี"

    def test_one_whose_python_does_not_run_is_made_anew(
        self, dev: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        broken = dev.VENV / "python"
        broken.write_text("not a program", encoding="utf-8")
        monkeypatch.setattr(dev, "VENV_PYTHON", broken)
        assert dev.venv_fault({}) == "ใช้งานไม่ได้"

    @pytest.mark.parametrize("text", ["", "{", "[1]", "\x00"])
    def test_a_spoilt_stamp_counts_as_none(self, dev: ModuleType, text: str) -> None:
        dev.STAMP.write_text(text, encoding="utf-8")
        assert dev.read_stamp() == {}

    def test_pips_absolute_link_to_the_checkout_becomes_a_relative_one(
        self, dev: ModuleType
    ) -> None:
        site = dev.VENV / "lib" / "python3.11" / "site-packages"
        site.mkdir(parents=True)
        link = site / "_editable_impl_cdd_desktop.pth"
        link.write_text("/somewhere/ไทย\n", encoding="utf-8")
        dev.point_to_checkout()
        assert (site / link.read_text(encoding="ascii").strip()).resolve() == dev.ROOT


def test_children_get_nothing_of_another_pythons_set_up(scripts: dict[str, ModuleType]) -> None:
    inherited = {"PATH": "/bin", "PYTHONPATH": "/x", "VIRTUAL_ENV": "/y", "PIP_TARGET": "/z"}
    environment = scripts["children"].clean_environment(inherited)
    assert environment["PATH"] == "/bin"
    assert environment["PYTHONUTF8"] == "1"
    assert not environment.keys() & {"PYTHONPATH", "VIRTUAL_ENV", "PIP_TARGET"}


def test_the_demos_last_line_gives_area_and_year(scripts: dict[str, ModuleType]) -> None:
    output = "เตรียมสำนักงานตัวอย่างแล้ว\nจังหวัด 90 ปีงบประมาณ 2569\n"
    assert scripts["dev"].demo_area_and_year(output) == ("90", "2569")


def test_a_demo_that_names_no_area_stops_with_what_to_do(scripts: dict[str, ModuleType]) -> None:
    with pytest.raises(scripts["children"].Stopped, match="แล้วสั่งอีกครั้ง"):
        scripts["dev"].demo_area_and_year("ไม่สำเร็จ")


@pytest.mark.parametrize("arguments", [[], ["all"], ["demo", "test"]])
def test_wrong_use_is_answered_with_the_right_use(arguments: list[str]) -> None:
    command = [sys.executable, str(INSTALLER / "dev.py"), *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "demo | test | setup" in done.stdout


def test_a_console_without_thai_does_not_stop_it() -> None:
    environment = {"PYTHONIOENCODING": "cp1252", "SYSTEMROOT": "C:\\Windows"}
    command = [sys.executable, str(INSTALLER / "dev.py")]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 2
    assert b"python3 installer/dev.py" in done.stdout


def test_every_pin_is_exact_and_names_no_address() -> None:
    lines = (INSTALLER / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line.partition("#")[0].strip() for line in lines]
    pins = [pin for pin in pins if pin]
    assert len(pins) > 50
    assert all(pin.count("==") == 1 and " " not in pin and "/" not in pin for pin in pins)
    assert len({pin.partition("==")[0].lower() for pin in pins}) == len(pins)


class Program:
    """Stands for the program in the demo: remembers what it was asked and writes the files."""

    def __init__(self, *, refuses: str = "") -> None:
        self.refuses = refuses
        self.asked: list[tuple[str, ...]] = []

    def __call__(self, *arguments: str, **_: object) -> tuple[int, str]:
        self.asked.append(arguments)
        if arguments[0] == "demo":
            return 0, "พร้อมแล้ว\nจังหวัด 90 ปีงบประมาณ 2569\n"
        if arguments[:2] == ("report", "list"):
            return 0, "checklist-blank\tแบบเปล่า\nchecklist-summary\tสรุป\n"
        if arguments[0] == "forum":
            return 0, ""
        if self.refuses in arguments:
            return 1, ""
        target = Path(arguments[1]) / "p.png" if arguments[0] == "screenshots" else arguments[-1]
        Path(target).write_bytes(b"x" * 2048)
        return 0, ""


class TestDemo:
    @pytest.fixture
    def dev(
        self, scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> ModuleType:
        """The script on a machine that is set up and has no display."""
        dev = scripts["dev"]
        monkeypatch.setattr(dev, "ROOT", tmp_path)
        monkeypatch.setattr(dev, "DEMO", tmp_path / "build" / "demo")
        monkeypatch.setattr(dev, "prepare", lambda *, dev: None)
        monkeypatch.setattr(dev, "display_is_usable", lambda: False)
        return dev

    def test_without_a_display_all_reports_and_pictures_are_written_and_listed(
        self,
        dev: ModuleType,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        program = Program()
        monkeypatch.setattr(dev, "cdd", program)
        assert dev.demo() == 0
        asked = [arguments[:2] for arguments in program.asked]
        assert asked.index(("forum", "begin")) < asked.index(("report", "make"))
        text = capsys.readouterr().out
        assert "ไม่มีหน้าจอ" in text
        listed = [line.split() for line in text.splitlines() if " KB " in line]
        assert [(line[0], Path(line[2]).as_posix()) for line in listed] == [
            ("2.0", "build/demo/reports/checklist-blank.pdf"),
            ("2.0", "build/demo/reports/checklist-blank.xlsx"),
            ("2.0", "build/demo/reports/checklist-summary.pdf"),
            ("2.0", "build/demo/reports/checklist-summary.xlsx"),
            ("2.0", "build/demo/screens/p.png"),
        ]

    def test_one_failed_report_fails_the_demo_after_the_others_are_written(
        self,
        dev: ModuleType,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        monkeypatch.setattr(dev, "cdd", Program(refuses="checklist-blank"))
        assert dev.demo() == 1
        text = capsys.readouterr().out
        assert "checklist-summary.xlsx" in text
        assert "ไม่สำเร็จ: checklist-blank.pdf checklist-blank.xlsx" in text

    def test_with_a_display_the_window_is_opened_and_nothing_else(
        self, dev: ModuleType, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        program = Program()
        monkeypatch.setattr(dev, "cdd", program)
        monkeypatch.setattr(dev, "display_is_usable", lambda: True)
        assert dev.demo() == 0
        assert program.asked == [("demo",)]

    def test_files_of_an_earlier_run_are_not_listed_again(
        self,
        dev: ModuleType,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        stale = dev.DEMO / "reports" / "gone.pdf"
        stale.parent.mkdir(parents=True)
        stale.write_bytes(b"old")
        monkeypatch.setattr(dev, "cdd", Program())
        assert dev.demo() == 0
        assert "gone.pdf" not in capsys.readouterr().out

"""Where the live file may lie: a local folder that nobody copies behind our back."""

from pathlib import Path

import pytest

from cdd_desktop import paths
from cdd_desktop.errors import StorageProblem
from cdd_desktop.storage.folder import lock_folder, prepare_folder


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("AppData/Roaming/CDD Desktop", "Windows"),
        ("appdata/ROAMING/x", "Windows"),
        ("OneDrive/งาน", "OneDrive"),
        ("onedrive - กรมการพัฒนาชุมชน/งาน", "OneDrive"),
    ],
)
def test_folders_that_are_copied_elsewhere_are_refused(
    tmp_path: Path, folder: str, told: str
) -> None:
    with pytest.raises(StorageProblem, match=f"ถูก {told} คัดลอก.*กรุณาเลือกโฟลเดอร์อื่น"):
        prepare_folder(tmp_path / folder)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("variable", "told"),
    [
        ("APPDATA", "Windows"),
        ("OneDrive", "OneDrive"),
        ("OneDriveConsumer", "OneDrive"),
        ("OneDriveCommercial", "OneDrive"),
    ],
)
def test_folders_that_the_system_names_so_are_refused_whatever_they_are_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, told: str
) -> None:
    monkeypatch.setenv(variable, str(tmp_path / "Drive ของฉัน"))
    with pytest.raises(StorageProblem, match=f"ถูก {told} คัดลอก"):
        prepare_folder(tmp_path / "drive ของฉัน" / "CDD")
    prepare_folder(tmp_path / "drive ของฉันอีกอัน")


@pytest.mark.parametrize("folder", ["AppData/Local/CDD Desktop", "Roaming/x", "OneDriveBackup"])
def test_other_folders_are_taken(tmp_path: Path, folder: str) -> None:
    prepare_folder(tmp_path / folder)
    assert (tmp_path / folder).is_dir()


def test_a_relative_folder_is_judged_by_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "OneDrive").mkdir()
    monkeypatch.chdir(tmp_path / "OneDrive")
    with pytest.raises(StorageProblem, match="OneDrive"):
        prepare_folder(Path("ข้อมูล"))


def test_whoever_owns_the_folder_clears_away_what_a_killed_program_left(tmp_path: Path) -> None:
    left = tmp_path / ".cdd-k3j2"
    left.mkdir()
    (left / "office.db").write_bytes(b"half")
    (tmp_path / ".write-test-77").write_bytes(b"")
    (tmp_path / "office.db").write_bytes(b"whole")
    lock_folder(tmp_path).release()
    assert {path.name for path in tmp_path.iterdir()} <= {"office.db", "office.lock"}


def test_a_copy_that_starts_at_once_and_clears_the_probe_away_is_no_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_bytes

    def cleared_at_once(path: Path, data: bytes) -> int:
        written = write(path, data)
        path.unlink()
        return written

    monkeypatch.setattr(Path, "write_bytes", cleared_at_once)
    prepare_folder(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_installed_programs_own_folder_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "installed_in", lambda: tmp_path / "CDD Desktop")
    with pytest.raises(StorageProblem, match=r"อยู่ในโฟลเดอร์ของโปรแกรม.*กรุณาเลือก"):
        prepare_folder(tmp_path / "cdd desktop" / "0.9.0-3f2a91c4" / "app" / "ข้อมูล")
    prepare_folder(tmp_path / "CDD Desktop ข้อมูล")

"""The way of sheets to the announcement, by the commands an office would type."""

from pathlib import Path

import pytest
from windows import register_villages

from cdd_desktop.bootstrap import services_of
from cdd_desktop.cli.main import main
from cdd_desktop.documents.writing import write_csv
from cdd_desktop.storage.store import Store

CODES = ("93010101", "93010102")
ROUND = ("--year", "๒๕๖๙")


@pytest.fixture
def office(data_folder: Path, tmp_path: Path) -> Path:
    """Two villages; the first has answered all, of the second one answer is missing."""
    with Store.open(data_folder) as store:
        services_of(store).office.create("สำนักงานทดสอบ", ["93"])
        register_villages(store, dict.fromkeys(CODES, "ควน"))
    rows = [
        (code, "2569", str(number), "ผ่าน")
        for code, asked in zip(CODES, (23, 22), strict=True)
        for number in range(1, asked + 1)
    ]
    path = tmp_path / "answers.csv"
    write_csv(path, ("รหัสหมู่บ้าน", "ปีงบประมาณ", "ตัวชี้วัด", "ผล"), rows)
    assert main(["--data-dir", str(data_folder), "import", "answers", str(path)]) == 0
    return data_folder


def test_sheets_are_sent_on_announced_and_unlocked_by_commands(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main(["--data-dir", str(office), "workflow", *words])
        told = capsys.readouterr()
        return code, told.out + told.err

    assert "sent\tส่งจังหวัด\tอำเภอ · ต้องมีหนังสือนำส่ง" in run("steps")[1]
    to_province = ("forward", "--area", "9301", *ROUND, "--to", "ส่งจังหวัด")
    code, told = run(*to_province, "--preview")
    assert (code, "เสนอไปขั้น “ส่งจังหวัด” ได้ 1 หมู่บ้าน" in told) == (0, True)
    assert "ยังตอบไม่ครบ\tม.2 บ้านควน" in told
    code, told = run(*to_province)
    assert (code, "ที่หนังสือ" in told) == (1, True)
    assert "แล้ว 1 หมู่บ้าน" in run(*to_province, "--letter", "พท 0119/5")[1]
    code, told = run("return", CODES[0], *ROUND, "--to", "self", "--reason", "ไม่มีหลักฐาน")
    assert (code, "1 หมู่บ้าน" in told) == (0, True)
    assert "ส่งคืนแก้ไข: ไม่มีหลักฐาน" in run("show", "--area", "93", *ROUND)[1]
    assert "ประกาศแล้ว 1" in run("announce", "--area", "93", *ROUND, "--number", "ประกาศ 1")[1]
    assert run("return", CODES[0], *ROUND, "--to", "self", "--reason", "แก้")[0] == 1
    assert run("unlock", CODES[0], *ROUND, "--reason", "ร้องเรียน")[0] == 0
    log = run("log", CODES[0], *ROUND)[1].splitlines()
    assert [line.split("\t")[1] for line in log] == ["ปลดล็อก", "เสนอต่อ", "ส่งคืนแก้ไข", "เสนอต่อ"]
    assert run("forward", "--area", "93", *ROUND, "--to", "ไม่มี")[0] == 1

"""The steps of a start add up, and reading them is no work."""

import re
from itertools import pairwise

from cdd_desktop.start_steps import StartSteps


def test_each_step_lasts_until_the_next_and_together_they_are_the_whole() -> None:
    steps = StartSteps()
    steps.begin("โหลดหน้าต่าง")
    steps.begin("เปิดแฟ้ม")
    steps.end()
    rows = [re.fullmatch(r" *([\d,]+) +([\d,]+)  (.+)", line) for line in steps.lines()[1:5]]
    told = [
        (int(row[1].replace(",", "")), int(row[2].replace(",", "")), row[3]) for row in rows if row
    ]
    assert [name for _, _, name in told] == [
        "เริ่มโพรเซสและ Python",
        "อ่านคำสั่ง",
        "โหลดหน้าต่าง",
        "เปิดแฟ้ม",
    ]
    assert told[0][0] == 0
    for (at, took, _), (next_at, _, _) in pairwise(told):
        assert abs(at + took - next_at) <= 1  # each is rounded by itself
    assert abs(sum(took for _, took, _ in told) - steps.whole_ms) <= len(told)


def test_what_comes_after_the_end_is_not_noted() -> None:
    steps = StartSteps()
    steps.end()
    whole = steps.whole_ms
    steps.begin("หน้าต่างใหม่หลังกู้คืน")
    steps.end()
    assert steps.whole_ms == whole
    assert not any("กู้คืน" in line for line in steps.lines())


def test_the_memory_and_the_modules_are_told_last() -> None:
    memory, loaded = StartSteps().lines()[-2:]
    assert int(re.search(r"([\d,]+) MB", memory)[1].replace(",", "")) > 5  # type: ignore[index]
    assert int(loaded.rpartition(" ")[2].replace(",", "")) > 100

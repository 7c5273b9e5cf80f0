"""How long each step of a start takes, from the moment that the computer began the process.

Always noted, for it costs a microsecond a step: the log of a slow office then tells where its time
went. Imported before anything else, so it imports next to nothing.
"""

import sys
from time import perf_counter

_FIRST_LINE_S = perf_counter()
_MS = 1000
_MIB = 2**20
_HUNDRED_NS = 1e-7  # what Windows counts time in


class StartSteps:
    """Each step lasts until the next one begins; `end` closes the last.

    Any thread may begin one. The first is Python's own, before the first line of ours.
    """

    def __init__(self) -> None:
        self._born_s = _FIRST_LINE_S - _age_at_first_line_s()
        self._begun: list[tuple[str, float]] = [
            ("เริ่มโพรเซสและ Python", self._born_s),
            ("อ่านคำสั่ง", _FIRST_LINE_S),
        ]
        self._ended_s: float | None = None

    def begin(self, name: str) -> None:
        """The step before is over; after `end` nothing is noted any more."""
        if self._ended_s is None:
            self._begun.append((name, perf_counter()))

    def end(self) -> None:
        """The window is ready; only the first time counts."""
        if self._ended_s is None:
            self._ended_s = perf_counter()

    @property
    def whole_ms(self) -> float:
        """From the start of the process to the end, or to now."""
        return (self._last_s() - self._born_s) * _MS

    def lines(self) -> list[str]:
        """A line a step: when it began and how long it took, in milliseconds; then the memory."""
        ends = [*(begun for _, begun in self._begun[1:]), self._last_s()]
        told = ["เริ่มเมื่อ (มิลลิวินาที)  ใช้เวลา  ขั้นตอน"]
        for (name, begun), ended in zip(self._begun, ends, strict=True):
            at, took = (begun - self._born_s) * _MS, (ended - begun) * _MS
            told.append(f"{at:22,.0f}  {took:6,.0f}  {name}")
        told.append(f"{self.whole_ms:22,.0f}          พร้อมใช้งาน")
        told.append(f"หน่วยความจำสูงสุด {_peak_memory() / _MIB:,.0f} MB")
        told.append(f"โมดูลที่โหลด {len(sys.modules):,}")
        return told

    def _last_s(self) -> float:
        return perf_counter() if self._ended_s is None else self._ended_s


def _age_at_first_line_s() -> float:
    return max(_age_s() - (perf_counter() - _FIRST_LINE_S), 0.0)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    def _age_s() -> float:
        """How long ago the process was made."""
        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        times = [wintypes.FILETIME() for _ in range(4)]
        now = wintypes.FILETIME()
        kernel.GetProcessTimes(
            wintypes.HANDLE(kernel.GetCurrentProcess()), *(ctypes.byref(time) for time in times)
        )
        kernel.GetSystemTimeAsFileTime(ctypes.byref(now))
        return (_count(now) - _count(times[0])) * _HUNDRED_NS

    def _count(time: wintypes.FILETIME) -> int:
        return int(time.dwHighDateTime) << 32 | int(time.dwLowDateTime)

    class _MemoryCounters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS."""

        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("rest", ctypes.c_size_t * 7),
        )

    def _peak_memory() -> int:
        """The most memory the process ever had, in bytes."""
        kernel = ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        counters = _MemoryCounters(cb=ctypes.sizeof(_MemoryCounters))
        kernel.K32GetProcessMemoryInfo(
            wintypes.HANDLE(kernel.GetCurrentProcess()), ctypes.byref(counters), counters.cb
        )
        return int(counters.PeakWorkingSetSize)

else:
    import os
    import resource
    import time
    from pathlib import Path

    _KIB = 1024
    _STARTED = 19  # of the fields behind the command's name in /proc/PID/stat

    def _age_s() -> float:
        """How long ago the process was made; none where there is no /proc."""
        try:
            fields = Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            return 0.0
        ticks = int(fields[_STARTED]) / os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks

    def _peak_memory() -> int:
        """The most memory the process ever had, in bytes."""
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIB

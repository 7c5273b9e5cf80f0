"""Rows that a child process leaves in a file, so that the window holds only those it shows."""

import pickle
from array import array
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar, overload

from typing_extensions import override

from cdd_desktop.errors import StorageProblem

T = TypeVar("T")

_PAGE = 100
_PAGES_HELD = 8
_WIDTH = array("Q").itemsize


@contextmanager
def told_of_folder(folder: Path) -> Iterator[None]:
    """Turn a disk's failures about files that live only for an import into `StorageProblem`."""
    try:
        yield
    except OSError as error:
        raise StorageProblem(
            f"อ่านหรือเขียนไฟล์ชั่วคราวใน {folder} ไม่ได้ ยังไม่มีอะไรถูกบันทึก กรุณาตรวจว่าดิสก์มีที่ว่าง "
            "แล้วเลือกไฟล์ที่จะนำเข้าใหม่"
        ) from error


def keep_rows(path: Path, rows: Sequence[T]) -> "KeptRows[T]":
    """Write rows of any picklable kind; raises `StorageProblem`."""
    begins = array("Q")
    with told_of_folder(path.parent), path.open("wb") as file:
        for start in range(0, len(rows), _PAGE):
            begins.append(file.tell())
            pickle.dump(tuple(rows[start : start + _PAGE]), file)
        file.write(begins.tobytes())
    return KeptRows(path, len(rows))


class KeptRows(Sequence[T]):
    """What `keep_rows` wrote, read a page at a time; what is sent from process to process is small.

    The file is the program's own, in a folder only this user can write. Reading raises
    `StorageProblem` when it is gone.
    """

    def __init__(self, path: Path, length: int) -> None:
        self._path = path
        self._length = length
        self._held: OrderedDict[int, tuple[T, ...]] = OrderedDict()

    @override
    def __reduce__(self) -> tuple[type["KeptRows[T]"], tuple[Path, int]]:
        return KeptRows, (self._path, self._length)

    @override
    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...

    @override
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return tuple(self[row] for row in range(*at.indices(self._length)))
        row = range(self._length)[at]
        return self._page(row // _PAGE)[row % _PAGE]

    def _page(self, number: int) -> tuple[T, ...]:
        page = self._held.pop(number, None) or self._read(number)
        self._held[number] = page
        if len(self._held) > _PAGES_HELD:
            self._held.popitem(last=False)
        return page

    def _read(self, number: int) -> tuple[T, ...]:
        pages = -(-self._length // _PAGE)
        with told_of_folder(self._path.parent), self._path.open("rb") as file:
            file.seek((number - pages) * _WIDTH, 2)
            begin = array("Q", file.read(_WIDTH))[0]
            file.seek(begin)
            page: Any = pickle.load(file)  # noqa: S301 - written by this program's own child
        return tuple(page)

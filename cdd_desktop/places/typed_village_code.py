"""A village's code as people and spreadsheets write it, read back where that is certain.

Pure. `9.3010101E+07` has all its digits, `9.30E+07` lost the end for good.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from cdd_desktop.places.records import TAMBON_CODE_LENGTH, is_village_code
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic
from cdd_desktop.thai.text import clean_line

_POWER = re.compile(r"^(\d)(?:\.(\d+))?E\+?0?([78])$", re.IGNORECASE)
_PARTED = re.compile(r"^'|[\s,-]")
_NO_FRACTION = re.compile(r"\.0+$")


@dataclass(frozen=True, slots=True)
class TypedVillageCode:
    """`code` as it is stored, or what stands there when it is none; `lost` says why it is none."""

    code: str
    lost: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it has the form of a code."""
        return is_village_code(self.code)


def typed_village_code(text: str, tambon: str = "") -> TypedVillageCode:
    """Read a cell; `tambon` is the tambon's code where another column tells it.

    A code of seven digits lacks the zero before its moo; it is put in where the tambon's code
    stands beside it.
    """
    plain = to_arabic(clean_line(text))
    if match := _POWER.match(plain):
        if len(match[2] or "") != int(match[3]):
            return TypedVillageCode(
                plain,
                f"โปรแกรมตารางย่อรหัสเป็น {plain} เลขท้ายหายไปแล้ว "
                "กรุณาตั้งคอลัมน์รหัสเป็นข้อความ แล้วพิมพ์หรือคัดลอกรหัสใหม่",
            )
        plain = str(int(Decimal(plain)))
    code = _NO_FRACTION.sub("", plain)
    joined = _PARTED.sub("", code)
    if is_village_code(joined):
        return TypedVillageCode(joined)
    cut = len(joined) == TAMBON_CODE_LENGTH + 1 and is_ascii_digits(joined)
    if cut and joined[:TAMBON_CODE_LENGTH] == tambon and joined[-1] != "0":
        return TypedVillageCode(f"{tambon}0{joined[-1]}")
    return TypedVillageCode(joined if cut else code)

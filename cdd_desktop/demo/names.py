"""Invented names of places and people, from parts that no register of the province joins so."""

from random import Random

_TAMBON_FIRST = ("ทุ่ง", "ควน", "คลอง", "หนอง", "เขา", "ท่า", "นา", "บ่อ")
_TAMBON_SECOND = (
    "ตะวันงาม", "ดาวเรือง", "แก้วมณี", "ทองหลางใหม่", "ฟ้าประทาน", "รุ่งสว่าง", "เพลินจิต", "ศรีวิไล",
)  # fmt: skip
_VILLAGE_FIRST = (
    "ควน", "หนอง", "ทุ่ง", "คลอง", "ปลาย", "ต้น", "ไร่", "ห้วย", "โคก", "เกาะ", "ชาย", "วัง",
)  # fmt: skip
_VILLAGE_SECOND = (
    "พะยอม", "มะม่วง", "ยางทอง", "ตะเคียนคู่", "บัวขาว", "น้ำใส", "ไทรงาม", "ปริงใหญ่", "ลำพู", "กระดังงา",
    "เปี๊ยะ", "ชุมเห็ด", "สะตอคู่", "ทุเรียนน้ำ", "จำปาดะ", "ขี้เหล็ก", "ปาบเตี้ย", "ศรีสุข",
)  # fmt: skip
_GIVEN = (
    "สมมุติ", "ตัวอย่าง", "ทดลอง", "สาธิต", "จำลอง", "วิชชุดา", "ปัญญา", "กุลธิดา", "ณัฐพล", "ศิริพร",
)  # fmt: skip
_FAMILY = ("ใจดี", "มีสุข", "พอเพียง", "ขยันยิ่ง", "รักถิ่น", "ซื่อตรง", "เก็บออม", "ร่วมแรง")
_TITLES = ("นาย", "นาง", "นางสาว")


def tambon_names(count: int) -> tuple[str, ...]:
    """`count` different names for tambon, at most 64."""
    names = [
        first + _TAMBON_SECOND[(column + step) % len(_TAMBON_SECOND)]
        for step in range(len(_TAMBON_SECOND))
        for column, first in enumerate(_TAMBON_FIRST)
    ]
    return tuple(names[:count])


def village_name(random: Random) -> str:
    """A name for a village; names repeat within a tambon now and then, as real ones do."""
    return random.choice(_VILLAGE_FIRST) + random.choice(_VILLAGE_SECOND)


def person_name(random: Random) -> str:
    """A name that no reader takes for a real person's."""
    return f"{random.choice(_TITLES)}{random.choice(_GIVEN)} {random.choice(_FAMILY)}"


def person_names(random: Random, count: int) -> tuple[str, ...]:
    """As many names, no two the same."""
    names: dict[str, None] = {}
    while len(names) < count:
        names[person_name(random)] = None
    return tuple(names)

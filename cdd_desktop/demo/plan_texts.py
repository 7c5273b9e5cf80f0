"""What the demo's plans are written with: ordinary needs of a tambon in the south."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A project to be: `baht` by years from the plan's first, 0 for none asked in that year."""

    name: str
    objective: str
    target: str
    quantity: Decimal
    unit: str
    indicator: str
    expected: str
    dimension: str
    kind: str
    agency: str
    source: str
    baht: tuple[str, ...]
    is_recurring: bool = False


_LOCAL = "องค์การบริหารส่วนตำบล/เทศบาล"

# {0} is the village
VILLAGE_NEEDS = (
    Need(
        name="ก่อสร้างถนนคอนกรีตเสริมเหล็กสายหลังวัด {0}",
        objective="เพื่อให้ประชาชนสัญจรและขนส่งผลผลิตได้สะดวกตลอดปี",
        target="ถนนกว้าง 4 เมตร ยาว 650 เมตร หนา 0.15 เมตร",
        quantity=Decimal(650),
        unit="เมตร",
        indicator="ระยะทางของถนนที่ก่อสร้างแล้วเสร็จ",
        expected="ประชาชนเดินทางสะดวกและปลอดภัย อุบัติเหตุลดลง",
        dimension="infrastructure",
        kind="support",
        agency=_LOCAL,
        source="local",
        baht=("0", "1950000"),
    ),
    Need(
        name="ส่งเสริมกลุ่มอาชีพแปรรูปผลผลิตทางการเกษตร {0}",
        objective="เพื่อเพิ่มรายได้ของครัวเรือนจากการแปรรูปผลผลิต",
        target="สมาชิกกลุ่มอาชีพ 30 คน",
        quantity=Decimal(30),
        unit="คน",
        indicator="จำนวนครัวเรือนที่มีรายได้เพิ่มขึ้น",
        expected="ครัวเรือนมีรายได้เพิ่มขึ้นไม่น้อยกว่าร้อยละ 10",
        dimension="economy",
        kind="joint",
        agency="สำนักงานพัฒนาชุมชนอำเภอ",
        source="function",
        baht=("45000", "45000", "45000"),
        is_recurring=True,
    ),
    Need(
        name="จัดสวัสดิการเยี่ยมผู้สูงอายุและผู้ป่วยติดเตียง {0}",
        objective="เพื่อดูแลผู้สูงอายุและผู้ป่วยติดเตียงให้ทั่วถึง",
        target="ผู้สูงอายุและผู้ป่วยติดเตียง 40 คน",
        quantity=Decimal(40),
        unit="คน",
        indicator="ร้อยละของผู้ป่วยที่ได้รับการเยี่ยม",
        expected="ผู้สูงอายุและผู้ป่วยได้รับการดูแลทุกคน",
        dimension="society",
        kind="own",
        agency="คณะกรรมการหมู่บ้าน",
        source="village",
        baht=("8500.50", "8500.50", "9000", "9000", "9500"),
        is_recurring=True,
    ),
    Need(
        name="คัดแยกขยะต้นทางและธนาคารขยะ {0}",
        objective="เพื่อลดปริมาณขยะและสร้างรายได้จากขยะ",
        target="ครัวเรือนร่วมคัดแยกขยะ 120 ครัวเรือน",
        quantity=Decimal(120),
        unit="ครัวเรือน",
        indicator="ปริมาณขยะที่ลดลงเป็นกิโลกรัม",
        expected="ปริมาณขยะลดลง หมู่บ้านสะอาด",
        dimension="environment",
        kind="joint",
        agency=_LOCAL,
        source="local",
        baht=("0", "30000", "30000"),
    ),
    Need(
        name="ติดตั้งไฟฟ้าแสงสว่างจุดเสี่ยง {0}",
        objective="เพื่อความปลอดภัยในชีวิตและทรัพย์สินยามค่ำคืน",
        target="ไฟฟ้าแสงสว่างพลังงานแสงอาทิตย์ 12 จุด",
        quantity=Decimal(12),
        unit="จุด",
        indicator="จำนวนจุดเสี่ยงที่มีแสงสว่าง",
        expected="ประชาชนเดินทางยามค่ำคืนได้อย่างปลอดภัย",
        dimension="security",
        kind="support",
        agency="องค์การบริหารส่วนจังหวัด",
        source="pao",
        baht=("0", "0", "180000", "120000"),
    ),
    Need(
        name="อบรมคณะกรรมการหมู่บ้านจัดทำบัญชีกองทุน {0}",
        objective="เพื่อให้กองทุนของหมู่บ้านมีบัญชีที่ถูกต้องและเปิดเผย",
        target="กรรมการและสมาชิกกองทุน 25 คน",
        quantity=Decimal(25),
        unit="คน",
        indicator="จำนวนกองทุนที่จัดทำบัญชีเป็นปัจจุบัน",
        expected="กองทุนหมู่บ้านโปร่งใส ตรวจสอบได้",
        dimension="management",
        kind="own",
        agency="คณะกรรมการหมู่บ้าน",
        source="fund",
        baht=("12000",),
    ),
)

TAMBON_NEEDS = (
    Need(
        name="ขยายเขตระบบประปาหมู่บ้านให้ครอบคลุมทั้งตำบล",
        objective="เพื่อให้ทุกครัวเรือนมีน้ำสะอาดใช้เพียงพอตลอดปี",
        target="ท่อเมนประปา 8 กิโลเมตร พร้อมถังพักน้ำ 3 แห่ง",
        quantity=Decimal("8.5"),
        unit="กิโลเมตร",
        indicator="ร้อยละของครัวเรือนที่มีน้ำประปาใช้",
        expected="ครัวเรือนทุกหมู่บ้านมีน้ำสะอาดใช้",
        dimension="infrastructure",
        kind="support",
        agency=_LOCAL,
        source="province",
        baht=("0", "0", "2400000", "1850000.25"),
    ),
    Need(
        name="จัดงานตลาดนัดสินค้าชุมชนประจำตำบล",
        objective="เพื่อเปิดช่องทางจำหน่ายสินค้าของกลุ่มอาชีพทุกหมู่บ้าน",
        target="ตลาดนัดเดือนละ 1 ครั้ง ปีละ 12 ครั้ง",
        quantity=Decimal(12),
        unit="ครั้ง",
        indicator="ยอดจำหน่ายสินค้าต่อปี",
        expected="กลุ่มอาชีพมีรายได้เพิ่มขึ้น",
        dimension="economy",
        kind="joint",
        agency="สำนักงานพัฒนาชุมชนอำเภอ",
        source="function",
        baht=("60000", "60000", "60000", "60000", "60000"),
        is_recurring=True,
    ),
    Need(
        name="ฝายชะลอน้ำและปลูกป่าต้นน้ำตำบล",
        objective="เพื่อกักเก็บน้ำและฟื้นฟูป่าต้นน้ำ",
        target="ฝายชะลอน้ำ 20 แห่ง ปลูกป่า 50 ไร่",
        quantity=Decimal(20),
        unit="แห่ง",
        indicator="จำนวนฝายที่ใช้งานได้",
        expected="มีน้ำใช้ในการเกษตรช่วงหน้าแล้ง",
        dimension="environment",
        kind="joint",
        agency=_LOCAL,
        source="local",
        baht=("0", "150000", "150000", "150000"),
    ),
)

ROLLING_NEED = Need(
    name="ศูนย์เรียนรู้เศรษฐกิจพอเพียงประจำตำบล",
    objective="เพื่อให้มีแหล่งเรียนรู้การพึ่งตนเองของตำบล",
    target="ศูนย์เรียนรู้ 1 แห่ง ผู้เข้าเรียนรู้ปีละ 200 คน",
    quantity=Decimal(200),
    unit="คน",
    indicator="จำนวนผู้เข้าเรียนรู้ต่อปี",
    expected="ครัวเรือนนำความรู้ไปใช้ได้จริง",
    dimension="economy",
    kind="joint",
    agency="สำนักงานเกษตรอำเภอ",
    source="function",
    baht=("0", "85000", "40000"),
)

ADDED_NEED = Need(
    name="ซ่อมแซมสะพานข้ามคลองที่ชำรุดจากอุทกภัย",
    objective="เพื่อให้ประชาชนสัญจรข้ามคลองได้ตามปกติ",
    target="ซ่อมแซมสะพาน 1 แห่ง",
    quantity=Decimal(1),
    unit="แห่ง",
    indicator="สะพานใช้งานได้ตามปกติ",
    expected="ประชาชนสัญจรได้สะดวกและปลอดภัย",
    dimension="infrastructure",
    kind="support",
    agency=_LOCAL,
    source="local",
    baht=("0", "0", "0", "0", "420000"),
)

# name, and how it was raised; the first two are near-duplicates
BANK = (
    ("ขุดลอกคลองสายกลางเพื่อแก้ปัญหาน้ำท่วม", "infrastructure", "community-meeting"),
    ("โครงการขุดลอกคลองสายกลาง แก้ปัญหาน้ำท่วม", "infrastructure", "complaint"),
    ("จัดตั้งศูนย์ดูแลเด็กเล็กหลังเลิกเรียน", "society", "community-meeting"),
)

INTRODUCTION = (
    "แผนพัฒนาตำบลฉบับนี้รวบรวมปัญหาและความต้องการจากแผนพัฒนาหมู่บ้านทุกหมู่บ้านในตำบล "
    "ผ่านการประชาคมและการกลั่นกรองของคณะกรรมการบริหารงานตำบลแบบบูรณาการ "
    "เพื่อใช้เป็นกรอบประสานแผนกับหน่วยงานที่เกี่ยวข้อง (ข้อความสมมุติสำหรับข้อมูลตัวอย่าง)"
)

# dimension, problem, cause, approach
PROBLEMS = (
    (
        "infrastructure",
        "ถนนในหมู่บ้านเป็นหลุมบ่อ สัญจรลำบากในฤดูฝน",
        "เป็นถนนลูกรังและไม่มีรางระบายน้ำ",
        "ก่อสร้างถนนคอนกรีตและรางระบายน้ำในสายหลัก",
    ),
    (
        "economy",
        "รายได้ของครัวเรือนไม่แน่นอน",
        "พึ่งพาพืชเชิงเดี่ยวและขายผลผลิตโดยไม่แปรรูป",
        "ส่งเสริมกลุ่มอาชีพและช่องทางจำหน่าย",
    ),
    (
        "environment",
        "ขยะตกค้างในที่สาธารณะ",
        "ครัวเรือนยังไม่คัดแยกขยะจากต้นทาง",
        "คัดแยกขยะและจัดตั้งธนาคารขยะ",
    ),
)

MINUTES = (
    "ประธานแจ้งแนวทางการจัดทำแผนพัฒนาตำบลและปฏิทินการประสานแผน",
    "ที่ประชุมตรวจรายงานการประชุมครั้งก่อนแล้ว ไม่มีแก้ไข",
    "ฝ่ายเลขานุการรายงานผลการประชาคมของทุกหมู่บ้าน",
    "ฝ่ายเลขานุการแจ้งสรุปปัญหาและความต้องการที่เสนอจากหมู่บ้าน",
    "ฝ่ายเลขานุการเสนอบัญชีโครงการเรียงตามลำดับความสำคัญให้ที่ประชุมพิจารณาทีละโครงการ",
    "ไม่มี",
)
RESOLUTIONS = ("noted", "certified", "noted", "noted", "approved", "")
TOLD = ("รับทราบ", "รับรองรายงานการประชุม", "รับทราบ", "รับทราบ", "อนุมัติแผนพัฒนาตำบลและโครงการตามบัญชี", "")

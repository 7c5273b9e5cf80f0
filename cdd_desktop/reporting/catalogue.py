"""The reports there are: stable names, the titles the office uses, what can be chosen."""

from dataclasses import dataclass
from enum import StrEnum

from cdd_desktop.errors import NotFound


class Choice(StrEnum):
    """An option that changes a report; a screen shows only those the report knows."""

    ROUND = "round"
    GROUPED_BY = "grouped_by"
    SHOW_BELOW = "show_below"
    LAST_YEAR = "last_year"
    COMPARED_WITH = "compared_with"
    COLUMNS = "columns"
    MEASURE = "measure"
    PLAN = "plan"
    MEETING = "meeting"
    QUARTER = "quarter"
    MONTH = "month"
    BANK = "bank"
    MEMBER = "member"
    DAY = "day"
    LISTED_BY = "listed_by"
    NAMES = "with_names"
    BLANK = "is_blank"


class Group(StrEnum):
    """Under which heading a report stands where all are listed; the value is the heading."""

    FORMS = "แบบประเมิน"
    TABLES = "สรุปและบัญชี"
    CHARTS = "แผนภูมิและแผนที่"
    PLACES = "รายงานหมู่บ้าน/ตำบล"
    PLANS = "แผนและการประชุม"
    WASTE = "ขยะชุมชน"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report. `for_villages`: also for a single village, and prints one sheet per village.

    `for_tambons`: prints one sheet per tambon.
    `for_village`: tells also of a single village, in a table of its own.
    `of_register`: tells of the register of places alone, of no assessment and no year.
    `for_projects`: prints one sheet per project.
    `tells_all_measures`: of waste; where no measure is chosen it tells of all.
    `of_plans`, `of_meetings`, `of_waste`: tells of plans, a meeting or waste; of any year and also
    of a village. `of_forums`: of such meetings alone as judged a village.
    """

    name: str
    title: str
    purpose: str
    choices: frozenset[Choice]
    for_villages: bool
    for_tambons: bool = False
    group: Group = Group.TABLES
    of_register: bool = False
    of_plans: bool = False
    of_meetings: bool = False
    of_forums: bool = False
    of_waste: bool = False
    for_projects: bool = False
    for_village: bool = False
    tells_all_measures: bool = False

    @property
    def of_instrument(self) -> bool:
        """Whether it is of a year in which the instrument can have been keyed."""
        return not (self.of_plans or self.of_meetings or self.of_waste)

    @property
    def picks_village(self) -> bool:
        """Whether a screen lets one village be chosen."""
        return self.for_villages or self.for_village

    @property
    def of_places(self) -> bool:
        """Whether it prints one sheet per village or tambon."""
        return self.for_villages or self.for_tambons


REPORTS = (
    Report(
        name="checklist-blank",
        title="แบบประเมินเปล่า",
        purpose="พิมพ์ไปกรอกในเวทีประชาคม หมู่บ้านละหนึ่งแบบ",
        choices=frozenset({Choice.ROUND, Choice.LAST_YEAR}),
        group=Group.FORMS,
        for_villages=True,
    ),
    Report(
        name="checklist-filled",
        title="แบบประเมินที่กรอกแล้ว",
        purpose="ผลของหมู่บ้านเดียว หรือทุกหมู่บ้านในพื้นที่เป็นชุดเดียว",
        choices=frozenset({Choice.ROUND, Choice.COLUMNS}),
        group=Group.FORMS,
        for_villages=True,
    ),
    Report(
        name="checklist-summary",
        title="สรุปผลการประเมินหมู่บ้านเศรษฐกิจพอเพียง จำแนกตามระดับ",
        purpose="จำนวนและร้อยละของแต่ละระดับ รายตำบล อำเภอ หรือจังหวัด",
        choices=frozenset({Choice.ROUND, Choice.GROUPED_BY, Choice.SHOW_BELOW, Choice.COLUMNS}),
        for_villages=False,
    ),
    Report(
        name="checklist-villages",
        title="บัญชีรายชื่อหมู่บ้านตามระดับ",
        purpose="รายชื่อหมู่บ้านเรียงตามระดับ และหมู่บ้านที่ยังประเมินไม่ครบ",
        choices=frozenset({Choice.ROUND, Choice.COLUMNS}),
        for_villages=False,
    ),
    Report(
        name="checklist-sending",
        title="บัญชีนำส่งผลการประเมินของอำเภอ",
        purpose="หมู่บ้านที่ส่งจังหวัดแล้ว พร้อมที่หนังสือ วันที่ และระดับที่เสนอ แยกรายอำเภอ",
        choices=frozenset({Choice.ROUND}),
        for_villages=False,
    ),
    Report(
        name="checklist-announced",
        title="บัญชีแนบท้ายประกาศผลการประเมิน",
        purpose="หมู่บ้านและระดับตามที่จังหวัดประกาศ แม้แก้แบบประเมินภายหลัง",
        choices=frozenset({Choice.ROUND}),
        for_villages=False,
    ),
    Report(
        name="checklist-level-changes",
        title="หมู่บ้านที่ระดับเปลี่ยนจากปีก่อน",
        purpose="หมู่บ้านที่ระดับลดลงหรือเพิ่มขึ้น จากระดับใดเป็นระดับใด",
        choices=frozenset({Choice.ROUND}),
        for_villages=False,
    ),
    Report(
        name="checklist-figures",
        title="ผลรายตัวชี้วัด (จปฐ. กชช.2ค GVH และแบบอื่น)",
        purpose="สำรวจ ผ่าน ไม่ผ่าน คะแนน หรือการยกมือของทุกข้อ รายด้านและรายพื้นที่ ก่อนและหลัง",
        choices=frozenset({Choice.ROUND, Choice.GROUPED_BY}),
        for_villages=False,
    ),
    Report(
        name="area-map",
        title="แผนที่รายพื้นที่",
        purpose="อำเภอหรือตำบลแรเงาตามความครบถ้วน ระดับ หรือตัวชี้วัด พร้อมตารางตัวเลข",
        choices=frozenset({Choice.ROUND, Choice.GROUPED_BY, Choice.MEASURE}),
        group=Group.CHARTS,
        for_villages=False,
    ),
    Report(
        name="checklist-completeness",
        title="ความครบถ้วนของการประเมิน",
        purpose="ครบแล้ว กำลังกรอก ยังไม่เริ่ม รายพื้นที่ และชื่อหมู่บ้านที่ยังไม่เริ่ม",
        choices=frozenset({Choice.ROUND, Choice.GROUPED_BY}),
        group=Group.CHARTS,
        for_villages=False,
    ),
    Report(
        name="checklist-due",
        title="ความก้าวหน้าและรายการค้างส่ง",
        purpose="เป้าหมาย เริ่มแล้ว ครบแล้ว ค้างส่ง รายพื้นที่ วันครบกำหนด และชื่อหมู่บ้านที่ค้างส่ง",
        choices=frozenset({Choice.ROUND, Choice.GROUPED_BY}),
        for_villages=False,
    ),
    Report(
        name="checklist-errors",
        title="ผลการสอบทานความถูกต้องของการกรอก",
        purpose="คำตอบที่กรอกผิดต่อ 1,000 คำตอบ ช่วงความเชื่อมั่น และข้อที่ต่างกันเมื่อกรอกซ้ำ",
        choices=frozenset({Choice.ROUND}),
        for_villages=False,
    ),
    Report(
        name="checklist-register",
        title="ทะเบียนหมู่บ้านเป้าหมายและหมู่บ้านต้นแบบ",
        purpose="หมู่บ้านเป้าหมายทุกปี บทบาท งบประมาณ ระดับและ GVH ก่อนและหลัง พัฒนากร",
        choices=frozenset({Choice.NAMES}),
        for_villages=False,
    ),
    Report(
        name="checklist-households",
        title="ครัวเรือนเป้าหมาย",
        purpose="ครัวเรือนเป้าหมายของหมู่บ้าน 6x2 รายได้ รายจ่าย ออม ก่อนและหลัง หรือแบบเปล่าไปกรอก",
        choices=frozenset({Choice.ROUND, Choice.BLANK, Choice.NAMES}),
        for_villages=False,
        for_village=True,
    ),
    Report(
        name="checklist-movement",
        title="การเลื่อนระดับของหมู่บ้าน",
        purpose="จากระดับใดเป็นระดับใด เทียบสองปี และก่อนเทียบหลัง พร้อมชื่อหมู่บ้าน",
        choices=frozenset({Choice.ROUND, Choice.COMPARED_WITH}),
        for_villages=False,
    ),
    Report(
        name="checklist-near-level",
        title="หมู่บ้านที่ใกล้เลื่อนระดับ",
        purpose="หมู่บ้านที่ขาดหนึ่งหรือสองข้อจะได้ระดับถัดไป และเป็นข้อใด",
        choices=frozenset({Choice.ROUND}),
        for_villages=False,
    ),
    Report(
        name="checklist-against-average",
        title="เปรียบเทียบกับค่าเฉลี่ยของพื้นที่",
        purpose="หมู่บ้าน ตำบล หรืออำเภอ เทียบกับพื้นที่ที่กว้างกว่า รายด้านและรายตัวชี้วัด",
        choices=frozenset({Choice.ROUND}),
        for_villages=False,
        for_village=True,
    ),
    Report(
        name="checklist-trend-versions",
        title="แนวโน้มรายตัวชี้วัดผ่านตารางเทียบฉบับ",
        purpose="ผลหลายปีเฉพาะข้อที่เทียบกันได้ แม้แบบประเมินเปลี่ยนฉบับ และบอกข้อที่เทียบไม่ได้",
        choices=frozenset({Choice.ROUND, Choice.GROUPED_BY}),
        group=Group.CHARTS,
        for_villages=False,
    ),
    Report(
        name="indicator-ranking",
        title="จัดอันดับตัวชี้วัดที่ไม่ผ่าน",
        purpose="ตัวชี้วัดใดไม่ผ่านมากที่สุด เทียบกับปีก่อน",
        choices=frozenset({Choice.ROUND, Choice.COMPARED_WITH}),
        group=Group.CHARTS,
        for_villages=False,
    ),
    Report(
        name="levels-by-year",
        title="ระดับย้อนหลัง",
        purpose="จำนวนหมู่บ้านของแต่ละระดับในปีที่ผ่านมา ทั้งพื้นที่และรายพื้นที่ย่อย",
        choices=frozenset({Choice.ROUND, Choice.GROUPED_BY}),
        group=Group.CHARTS,
        for_villages=False,
    ),
    Report(
        name="area-radar",
        title="ใยแมงมุมรายพื้นที่",
        purpose="ร้อยละที่ผ่านแต่ละด้าน เทียบกับปีก่อน ทั้งพื้นที่และรายพื้นที่ย่อย",
        choices=frozenset({Choice.ROUND, Choice.GROUPED_BY, Choice.COMPARED_WITH}),
        group=Group.CHARTS,
        for_villages=False,
    ),
    Report(
        name="government-villages",
        title="บัญชีรายชื่อหมู่บ้านตามองค์กรปกครองส่วนท้องถิ่น",
        purpose="หมู่บ้านในสังกัดของแต่ละ อปท. และหมู่บ้านที่ยังไม่มี อปท.",
        choices=frozenset({Choice.COLUMNS}),
        for_villages=False,
        of_register=True,
    ),
    Report(
        name="village-report",
        title="รายงานการพัฒนาหมู่บ้าน (VDR)",
        purpose="ข้อมูลทั่วไป ผลการประเมิน ข้อที่ยังไม่ผ่าน และผลย้อนหลัง หมู่บ้านละหนึ่งฉบับ",
        choices=frozenset({Choice.ROUND, Choice.COMPARED_WITH}),
        group=Group.PLACES,
        for_villages=True,
    ),
    Report(
        name="tambon-report",
        title="รายงานการพัฒนาตำบล (TDR)",
        purpose="หมู่บ้านในตำบล ระดับ ผลรายด้าน และตัวชี้วัดที่ไม่ผ่านมากที่สุด ตำบลละหนึ่งฉบับ",
        choices=frozenset({Choice.ROUND, Choice.COMPARED_WITH}),
        group=Group.PLACES,
        for_villages=False,
        for_tambons=True,
    ),
    Report(
        name="plan-book",
        title="เล่มแผน",
        purpose="ปก สารบัญ ข้อมูลพื้นที่ ปัญหา โครงการรายด้านและรายปี สรุปงบ และรายงานการประชุม",
        choices=frozenset({Choice.PLAN, Choice.ROUND, Choice.COLUMNS}),
        group=Group.PLANS,
        for_villages=False,
        of_plans=True,
    ),
    Report(
        name="plan-projects",
        title="บัญชีโครงการ",
        purpose="โครงการของแผนจำแนกตามด้าน มีปีเป็นคอลัมน์ หรือรวมทุกตำบลของพื้นที่",
        choices=frozenset({Choice.PLAN, Choice.COLUMNS}),
        group=Group.PLANS,
        for_villages=False,
        of_plans=True,
    ),
    Report(
        name="plan-project",
        title="โครงการรายโครงการ",
        purpose="รายละเอียด ที่มา เงินรายปี และการประสานแผน โครงการละหนึ่งแผ่น",
        choices=frozenset({Choice.PLAN}),
        group=Group.PLANS,
        for_villages=False,
        of_plans=True,
        for_projects=True,
    ),
    Report(
        name="plan-agency",
        title="บัญชีโครงการเสนอหน่วยงาน",
        purpose="โครงการที่ขอรับการสนับสนุนหรือทำร่วม แยกรายหน่วยงาน พร้อมผลการพิจารณา",
        choices=frozenset({Choice.PLAN}),
        group=Group.PLANS,
        for_villages=False,
        of_plans=True,
    ),
    Report(
        name="plan-results",
        title="ผลการนำแผนไปปฏิบัติ",
        purpose="งบตามแผน ที่ได้รับ ที่เบิกจ่าย สถานะ และผล รายไตรมาสหรือทั้งปี",
        choices=frozenset({Choice.PLAN, Choice.QUARTER}),
        group=Group.PLANS,
        for_villages=False,
        of_plans=True,
    ),
    Report(
        name="plan-changes",
        title="แผนฉบับเพิ่มเติม เปลี่ยนแปลง และแก้ไข",
        purpose="รายการเดิมเทียบกับรายการใหม่ และยอดรายปีก่อนและหลัง ฉบับละหนึ่งชุด",
        choices=frozenset({Choice.PLAN}),
        group=Group.PLANS,
        for_villages=False,
        of_plans=True,
    ),
    Report(
        name="meeting-agenda",
        title="ระเบียบวาระการประชุม (จากบันทึกการประชุม)",
        purpose="ระเบียบวาระของการประชุมที่บันทึกไว้ในหน้าแผนตำบล",
        choices=frozenset({Choice.MEETING}),
        group=Group.PLANS,
        for_villages=False,
        of_meetings=True,
    ),
    Report(
        name="meeting-signin",
        title="บัญชีลงชื่อผู้เข้าประชุม",
        purpose="รายชื่อตามคณะกรรมการ มีช่องลายมือชื่อและแถวว่าง",
        choices=frozenset({Choice.MEETING}),
        group=Group.PLANS,
        for_villages=False,
        of_meetings=True,
    ),
    Report(
        name="meeting-minutes",
        title="รายงานการประชุม (แบบที่ 11)",
        purpose="ผู้มาประชุม ระเบียบวาระ มติ และโครงการตามมติ ของการประชุมที่บันทึกไว้",
        choices=frozenset({Choice.MEETING}),
        group=Group.PLANS,
        for_villages=False,
        of_meetings=True,
    ),
    Report(
        name="forum-minutes",
        title="รายงานการประชุมเวทีประชาคม (แบบที่ 11)",
        purpose="ผลรายข้อ จำนวนมือ ข้อคัดค้าน และมติของเวทีที่ประเมินหมู่บ้าน",
        choices=frozenset({Choice.MEETING}),
        group=Group.PLANS,
        for_villages=False,
        of_meetings=True,
        of_forums=True,
    ),
    Report(
        name="forum-result",
        title="ผลการประเมินในเวทีประชาคม (ลงนาม)",
        purpose="แบบประเมินที่กรอกแล้ว ตารางผลการยกมือ และช่องลงนาม",
        choices=frozenset({Choice.MEETING}),
        group=Group.PLANS,
        for_villages=False,
        of_meetings=True,
        of_forums=True,
    ),
    Report(
        name="waste-form",
        title="แบบรายงานขยะชุมชนประจำเดือน",
        purpose="แบบเปล่าไปเขียน หรือที่บันทึกแล้ว หมู่บ้านละหนึ่งหน้า",
        choices=frozenset({Choice.MONTH, Choice.BLANK}),
        group=Group.WASTE,
        for_villages=True,
        of_waste=True,
    ),
    Report(
        name="waste-month",
        title="รายงานขยะชุมชนประจำเดือน",
        purpose="รายหมู่บ้าน อปท. ตำบล อำเภอ หรือจังหวัด พร้อมรายการที่แก้ไขหลังปิดเดือน",
        choices=frozenset({Choice.MONTH, Choice.GROUPED_BY, Choice.LISTED_BY, Choice.COLUMNS}),
        group=Group.WASTE,
        for_villages=False,
        of_waste=True,
        for_village=True,
    ),
    Report(
        name="waste-quarter",
        title="รายงานขยะชุมชนรายไตรมาส",
        purpose="รายเดือนในไตรมาส รวมรายพื้นที่ และเทียบช่วงเดียวกันของปีก่อน",
        choices=frozenset({Choice.QUARTER, Choice.GROUPED_BY, Choice.LISTED_BY}),
        group=Group.WASTE,
        for_villages=False,
        of_waste=True,
        for_village=True,
    ),
    Report(
        name="waste-year",
        title="รายงานขยะชุมชนประจำปี",
        purpose="สิบสองเดือน รวมรายพื้นที่ และเทียบปีก่อน",
        choices=frozenset({Choice.GROUPED_BY, Choice.LISTED_BY}),
        group=Group.WASTE,
        for_villages=False,
        of_waste=True,
        for_village=True,
    ),
    Report(
        name="waste-hazard",
        title="รายงานขยะอันตรายจำแนกตามชนิด",
        purpose="รายเดือนและรายพื้นที่ จุดรวบรวม และกิจกรรมเก็บรวบรวม รายไตรมาสหรือทั้งปี",
        choices=frozenset({Choice.QUARTER, Choice.GROUPED_BY, Choice.LISTED_BY}),
        group=Group.WASTE,
        for_villages=False,
        of_waste=True,
        for_village=True,
    ),
    Report(
        name="waste-bins",
        title="สรุปถังขยะเปียก ลดโลกร้อน",
        purpose="ครัวเรือน มีพื้นที่ จัดทำแล้ว การใช้ถัง และค่าประมาณก๊าซเรือนกระจก รายพื้นที่",
        choices=frozenset({Choice.MONTH, Choice.GROUPED_BY, Choice.LISTED_BY, Choice.COLUMNS}),
        group=Group.WASTE,
        for_villages=False,
        of_waste=True,
        for_village=True,
    ),
    Report(
        name="waste-bin-list",
        title="แบบตรวจถังขยะเปียกรายครัวเรือน",
        purpose="ทะเบียนครัวเรือนของหมู่บ้าน แบบเปล่าไปตรวจ หรือผลการตรวจ",
        choices=frozenset({Choice.MONTH, Choice.BLANK, Choice.NAMES}),
        group=Group.WASTE,
        for_villages=True,
        of_waste=True,
    ),
    Report(
        name="waste-rules",
        title="กติกาชุมชนเรื่องการจัดการขยะ",
        purpose="กติกาที่ใช้อยู่ของหมู่บ้านหรือตำบล ค่าปรับ และการประชุมที่รับรอง",
        choices=frozenset({Choice.DAY}),
        group=Group.WASTE,
        for_villages=False,
        of_waste=True,
        for_village=True,
    ),
    Report(
        name="waste-bank-day",
        title="รายงานประจำวันธนาคารขยะ",
        purpose="รับซื้อรายคน รวมตามวัสดุ และเงินสดที่นับได้เทียบบัญชี",
        choices=frozenset({Choice.BANK, Choice.DAY, Choice.NAMES}),
        group=Group.WASTE,
        for_villages=False,
        of_waste=True,
        for_village=True,
    ),
    Report(
        name="waste-bank-prices",
        title="ป้ายราคารับซื้อ",
        purpose="ราคาของวันที่เลือก ตัวใหญ่ ติดไว้ที่จุดรับซื้อ",
        choices=frozenset({Choice.BANK, Choice.DAY}),
        group=Group.WASTE,
        for_villages=False,
        of_waste=True,
        for_village=True,
    ),
    Report(
        name="waste-bank-receipt",
        title="ใบรับซื้อและใบรับเงิน",
        purpose="ใบล่าสุดของธนาคาร หรือของสมาชิกในวันที่เลือก มีสำเนา และจำนวนเงินเป็นตัวอักษร",
        choices=frozenset({Choice.BANK, Choice.MEMBER, Choice.DAY}),
        group=Group.WASTE,
        for_villages=False,
        of_waste=True,
        for_village=True,
    ),
    Report(
        name="waste-bank-passbook",
        title="สมุดคู่ฝากธนาคารขยะ",
        purpose="รายการของสมาชิกต่อจากยอดยกมา มียอดยกไป",
        choices=frozenset({Choice.BANK, Choice.MEMBER, Choice.QUARTER, Choice.DAY}),
        group=Group.WASTE,
        for_villages=False,
        of_waste=True,
        for_village=True,
    ),
    Report(
        name="waste-bank-statement",
        title="ใบแจ้งยอดเงินฝากธนาคารขยะ",
        purpose="เงินเข้า เงินออก และยอดคงเหลือของสมาชิกในช่วงเวลา",
        choices=frozenset({Choice.BANK, Choice.MEMBER, Choice.QUARTER, Choice.DAY}),
        group=Group.WASTE,
        for_villages=False,
        of_waste=True,
        for_village=True,
    ),
    Report(
        name="waste-bank-balance",
        title="งบทดลองและยอดคงเหลือธนาคารขยะ",
        purpose="ทุกบัญชี วัสดุคงเหลือ และเงินฝากของสมาชิก ณ วันที่เลือก",
        choices=frozenset({Choice.BANK, Choice.DAY, Choice.NAMES}),
        group=Group.WASTE,
        for_villages=False,
        of_waste=True,
        for_village=True,
    ),
    Report(
        name="waste-bank-year",
        title="รายงานประจำปีธนาคารขยะ",
        purpose="กำไรขาดทุน ฐานะการเงิน วัสดุ สมาชิก และรายเดือน",
        choices=frozenset({Choice.BANK, Choice.DAY}),
        group=Group.WASTE,
        for_villages=False,
        of_waste=True,
        for_village=True,
    ),
    Report(
        name="waste-analysis",
        title="วิเคราะห์ขยะชุมชน",
        purpose="ตัววัดทั้งหมดหรือตัวเดียว รายพื้นที่และรายเดือน เทียบกับปีก่อนและเป้าหมาย",
        choices=frozenset({Choice.MONTH, Choice.MEASURE, Choice.GROUPED_BY, Choice.LISTED_BY}),
        group=Group.WASTE,
        for_villages=False,
        of_waste=True,
        tells_all_measures=True,
    ),
    Report(
        name="waste-ranking",
        title="จัดอันดับพื้นที่ด้านขยะชุมชน",
        purpose="พื้นที่เรียงตามตัววัดที่เลือก ที่ไม่มีข้อมูลแยกไว้ท้าย",
        choices=frozenset({Choice.MONTH, Choice.MEASURE, Choice.GROUPED_BY, Choice.LISTED_BY}),
        group=Group.WASTE,
        for_villages=False,
        of_waste=True,
    ),
)


def report_named(name: str) -> Report:
    """The report with this name; raises `NotFound` naming those there are."""
    for report in REPORTS:
        if report.name == name:
            return report
    names = ", ".join(report.name for report in REPORTS)
    raise NotFound(f"ไม่มีรายงานชื่อ “{name}” กรุณาเลือกจาก: {names}")

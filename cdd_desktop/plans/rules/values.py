"""What plans, projects and money must be in themselves; nothing is looked up."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from cdd_desktop.plans.records import NAME_MAX, TEXT_MAX, Money, Origin, Plan, Project
from cdd_desktop.thai.calendar import WRONG_DAY, is_fiscal_year, is_office_day
from cdd_desktop.thai.money import AMOUNT_MAX

YEARS_MAX = 20  # of one plan
VILLAGES_MAX = 2_000
RANK_MAX = 100_000
PLACES_MAX = 6  # decimals of a quantity


def plan_problems(plan: Plan) -> dict[str, str]:
    """What is wrong with a plan in itself, by field; places and parents are not looked up."""
    problems: dict[str, str] = {}
    if len(plan.name) > NAME_MAX:
        problems["name"] = f"ชื่อแผนยาวเกิน {NAME_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    for name, year in (("start_year", plan.start_year), ("end_year", plan.end_year)):
        if not is_fiscal_year(year):
            problems[name] = "ปีของแผนไม่ถูกต้อง กรุณากรอกเป็น พ.ศ. เช่น 2571"
    if not problems and plan.end_year < plan.start_year:
        problems["end_year"] = f"ปีสิ้นสุด {plan.end_year} มาก่อนปีเริ่ม {plan.start_year} กรุณาแก้ปีใดปีหนึ่ง"
    elif not problems and len(plan.years) > YEARS_MAX:
        problems["end_year"] = f"แผนยาวเกิน {YEARS_MAX} ปี กรุณาตรวจปีเริ่มและปีสิ้นสุด"
    if any(len(text) > 20 * TEXT_MAX for text in plan.chapters.values()):
        problems["chapters"] = f"ข้อความของบทยาวเกิน {20 * TEXT_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง"
    if len(plan.rank_method) > TEXT_MAX:
        problems["rank_method"] = f"ข้อความยาวเกิน {TEXT_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง"
    if any(
        len(text) > TEXT_MAX
        for row in plan.problems
        for text in (row.problem, row.cause, row.approach)
    ):
        problems["problems"] = f"ข้อความในแถวยาวเกิน {TEXT_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง"
    elif any(not row.problem for row in plan.problems):
        problems["problems"] = "มีแถวที่ยังไม่ได้กรอกปัญหา กรุณากรอก หรือลบแถวนั้น"
    return problems


def project_problems(project: Project, years: Sequence[int] | None) -> dict[str, str]:
    """What is wrong with a project in itself, by field; `years` of its plan, None in the bank.

    A fault of money is keyed `money:<year>:<source>`. Ranks, moves and links are not looked up.
    """
    problems: dict[str, str] = {}
    if not project.name:
        problems["name"] = "ยังไม่ได้กรอกชื่อโครงการ กรุณากรอกชื่อ"
    elif len(project.name) > NAME_MAX:
        problems["name"] = f"ชื่อโครงการยาวเกิน {NAME_MAX} ตัวอักษร กรุณาย่อ แล้วใส่ส่วนที่เหลือในรายละเอียด"
    texts = {
        "details": project.details,
        "reason": project.reason,
        "objective": project.objective,
        "target": project.target,
        "indicator": project.indicator,
        "expected": project.expected,
        "agency": project.agency,
        "origin": project.origin.text,
        "status_note": project.status_note,
        "difference_note": project.difference_note,
    }
    for name, text in texts.items():
        if len(text) > TEXT_MAX:
            problems[name] = f"ข้อความยาวเกิน {TEXT_MAX:,} ตัวอักษร กรุณาย่อให้สั้นลง"
    if len(project.unit) > NAME_MAX:
        problems["unit"] = f"หน่วยนับยาวเกิน {NAME_MAX} ตัวอักษร กรุณาย่อให้สั้นลง"
    if told := quantity_problem(project.quantity):
        problems["quantity"] = f"จำนวนเป้าหมาย{told}"
    if project.status_on is not None and not is_office_day(project.status_on):
        problems["status_on"] = WRONG_DAY
    problems |= _origin_problems(project.origin)
    if len(project.villages) > VILLAGES_MAX:
        problems["villages"] = "เลือกหมู่บ้านมากเกินไป กรุณาแยกโครงการ"
    for rank_name in ("rank", "dimension_rank"):
        rank = getattr(project, rank_name)
        if rank is not None and rank < 1:
            problems[rank_name] = "ลำดับความสำคัญเริ่มที่ 1 กรุณาแก้ตัวเลข หรือเว้นว่าง"
        elif rank is not None and rank > RANK_MAX:
            problems[rank_name] = f"ลำดับความสำคัญเกิน {RANK_MAX:,} กรุณาแก้ตัวเลข หรือเว้นว่าง"
    return problems | money_problems(project.money, years)


def quantity_problem(quantity: Decimal | None) -> str:
    """Why a number is no quantity, as the end of a Thai sentence; "" where it is one or blank."""
    if quantity is None:
        return ""
    if not quantity.is_finite() or not 0 <= quantity <= AMOUNT_MAX:
        return "ต้องเป็นตัวเลขตั้งแต่ 0 ขึ้นไป และไม่เกินจำนวนที่เป็นไปได้ กรุณาแก้ตัวเลข"
    if quantity != round(quantity, PLACES_MAX):
        return f"มีทศนิยมเกิน {PLACES_MAX} ตำแหน่ง กรุณาปัดเศษ"
    return ""


def _origin_problems(origin: Origin) -> dict[str, str]:
    if origin.raised_on is not None and not is_office_day(origin.raised_on):
        return {"origin": f"วันที่เสนอ: {WRONG_DAY}"}
    if origin.year is not None and not is_fiscal_year(origin.year):
        return {"origin": "ปีของตัวชี้วัดไม่ถูกต้อง กรุณากรอกเป็น พ.ศ. เช่น 2569"}
    if max(len(origin.instrument), len(origin.indicator)) > NAME_MAX:
        return {"origin": "รหัสตัวชี้วัดยาวเกินไป กรุณาเสนอจากหน้าผลการประเมินอีกครั้ง"}
    return {}


def money_problems(lines: Iterable[Money], years: Sequence[int] | None) -> dict[str, str]:
    """What is wrong with lines of money, keyed `money:<year>:<source>`."""
    problems: dict[str, str] = {}
    seen = set()
    for line in lines:
        key = f"money:{line.year}:{line.source}"
        amounts = [a for a in (line.requested, line.approved, line.spent) if a is not None]
        if years is not None and line.year not in years:
            problems[key] = (
                f"ปี {line.year} อยู่นอกช่วงของแผน (พ.ศ. {years[0]} ถึง {years[-1]}) "
                "กรุณาย้ายเงินไปปีในช่วง หรือใส่ในแผนที่ครอบคลุมปีนั้น"
            )
        elif not is_fiscal_year(line.year):
            problems[key] = "ปีของเงินไม่ถูกต้อง กรุณากรอกเป็น พ.ศ."
        elif any(amount < 0 for amount in amounts):
            problems[key] = "จำนวนเงินติดลบไม่ได้ กรุณากรอกตั้งแต่ 0 ขึ้นไป หรือเว้นว่างถ้ายังไม่ทราบ"
        elif any(amount > AMOUNT_MAX for amount in amounts):
            problems[key] = "จำนวนเงินมากเกินไป กรุณาตรวจจำนวนหลัก"
        elif (line.year, line.source) in seen:
            problems[key] = f"มีเงินปี {line.year} แหล่งนี้สองแถว กรุณารวมเป็นแถวเดียว"
        seen.add((line.year, line.source))
    return problems

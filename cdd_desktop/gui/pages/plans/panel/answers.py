"""What an agency's answer does to its project, told and offered alike wherever it is kept."""

from cdd_desktop.errors import CddError
from cdd_desktop.gui.context import Context
from cdd_desktop.plans.coordination.records import Kept
from cdd_desktop.plans.records import Project
from cdd_desktop.plans.statuses import Statuses
from cdd_desktop.thai.money import format_baht


def told_of_answer(kept: Kept, statuses: Statuses) -> str:
    """That it is kept, and what became of the project's status."""
    said = ["บันทึกการประสานแผนแล้ว"]
    if kept.moved_to:
        said.append(f"สถานะเป็น “{statuses.label(kept.moved_to)}”")
    if kept.stays:
        said.append(f"สถานะคงเดิม: {kept.stays}")
    return " ".join(said)


def offer_accepted(context: Context, kept: Kept) -> Project | None:
    """Ask whether money that was accepted goes into the project; the project where it did."""
    money = kept.offer
    if money is None or not context.dialogs.confirm(
        f"ใส่ {format_baht(money.approved)} บาท เป็นงบที่ได้รับของปี {money.year} ด้วยหรือไม่",
        action="ใส่ในโครงการ",
        otherwise="ยังไม่ใส่",
    ):
        return None
    try:
        return context.services.projects.change_money(
            kept.coordination.project, money.year, money.source, "approved", money.approved
        )
    except CddError as problem:
        context.dialogs.tell(str(problem))
        return None

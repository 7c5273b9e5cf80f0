"""What stands in the place of a report that cannot be made."""

from cdd_desktop.errors import CddError, ValidationFailed

_WAYS_OUT = "Ctrl+L เลือกพื้นที่ · Ctrl+Shift+Y เลือกปี · Alt+1 กรอกแบบประเมิน · Alt+9 นำเข้าไฟล์"


def with_ways_out(problem: CddError) -> str:
    """Why, and the keys to where it is mended; a wrong choice is mended beside it, without keys."""
    if isinstance(problem, ValidationFailed):
        return str(problem)
    return f"{problem}\n\n{_WAYS_OUT}"

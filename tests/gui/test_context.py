"""What the pages share: the office's day."""

from datetime import date
from pathlib import Path

from windows import FakeDialogs

from cdd_desktop.bootstrap import Services
from cdd_desktop.gui.context import Context
from cdd_desktop.gui.tasks import TaskRunner
from cdd_desktop.gui.window_state import WindowState


def test_a_window_left_open_over_midnight_knows_the_new_day_and_fiscal_year(
    services: Services, dialogs: FakeDialogs, tasks: TaskRunner, tmp_path: Path
) -> None:
    days = [date(2026, 9, 30)]
    context = Context(
        services=services,
        dialogs=dialogs,
        tasks=tasks,
        state=WindowState(tmp_path),
        provinces=("93",),
        today=lambda: days[-1],
    )
    assert context.this_year == 2569
    days.append(date(2026, 10, 1))
    assert (context.today, context.this_year) == (date(2026, 10, 1), 2570)
    assert context.year == 2569  # what is looked at stays until another is chosen

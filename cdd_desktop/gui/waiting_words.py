"""What is told to whoever wants the file replaced while others still work on it."""

from cdd_desktop.gui.tasks import TaskRunner


def told_to_wait(tasks: TaskRunner) -> str:
    """A sentence naming the work that a restore would cut off; empty when there is none."""
    titles = tasks.titles
    if not titles:
        return ""
    named = " ".join(titles).replace("…", "")
    return f"ยังกู้คืนไม่ได้ เพราะ{named}อยู่ กรุณารอให้เสร็จ หรือกดยกเลิกที่แถบล่าง แล้วกู้คืนใหม่"

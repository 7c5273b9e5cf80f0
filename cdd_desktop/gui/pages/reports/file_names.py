"""Names for saved reports that Windows accepts."""

import re

_NOT_ON_WINDOWS = re.compile(r'[\\/:*?"<>|\x00-\x1f\u200b]')
_LONGEST = 150  # characters; a path on Windows has 260 in all


def file_name(title: str, place: str, year: int) -> str:
    """`สรุปผล… อำเภอหาดใหญ่ 2569`, without a suffix."""
    words = _NOT_ON_WINDOWS.sub(" ", f"{title} {place}")
    words = " ".join(words.split())[:_LONGEST].strip(" .")
    return f"{words} {year}"

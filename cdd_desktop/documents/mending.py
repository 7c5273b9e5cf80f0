"""Telling what was put right in single cells of a file: row, what stood there, what it means."""

from collections.abc import Sequence

_SHOWN = 6


def told_mends(mends: Sequence[tuple[int, str, str]]) -> tuple[str, ...]:
    """One sentence for all, or none; the first few are named."""
    if not mends:
        return ()
    told = [f"แถว {row} {typed} อ่านเป็น {meant}" for row, typed, meant in sorted(mends)]
    more = f" และอีก {len(told) - _SHOWN:,} แถว" if len(told) > _SHOWN else ""
    return (f"แก้ให้แล้ว: {', '.join(told[:_SHOWN])}{more}",)

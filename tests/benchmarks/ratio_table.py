"""What the benchmarks found, gathered for one table at the end of the run."""

PROVINCES = ("80", "84", "86", "90", "93")
VILLAGES = 5_024
YEARS = range(2561, 2571)

lines: list[tuple[str, str, str, float]] = []


def tell(what: str, measured: str, baseline: str, ratio: float) -> None:
    """Add a line: what was measured, beside which baseline, how many times it."""
    lines.append((what, measured, baseline, ratio))

"""A plan kept as text reads back exactly."""

from datetime import date
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from cdd_desktop.plans.records import Money, Origin, Problem, Project
from cdd_desktop.plans.revisions.snapshots import Snapshot, snapshot_from, snapshot_json

_UUIDS = st.integers(0, 2**128 - 1).map(lambda number: UUID(int=number))
_TEXTS = st.text('กขค “\n\\"/0', max_size=4)
_AMOUNTS = st.none() | st.integers(0, 10**13)
_DAYS = st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))
_MONEY = st.builds(
    Money,
    year=st.integers(2500, 2700),
    source=_TEXTS,
    requested=_AMOUNTS,
    approved=_AMOUNTS,
    spent=_AMOUNTS,
)
_PROJECTS = st.builds(
    Project,
    uuid=_UUIDS,
    plan=st.none() | _UUIDS,
    name=_TEXTS,
    details=_TEXTS,
    dimension=_TEXTS,
    quantity=st.none() | st.decimals(0, 10**9, places=3),
    is_recurring=st.booleans(),
    origin=st.builds(
        Origin,
        kind=_TEXTS,
        raised_on=_DAYS,
        meeting=st.none() | _UUIDS,
        village_id=st.none() | st.integers(0, 9),
        year=st.none() | st.integers(2500, 2700),
    ),
    villages=st.lists(st.integers(1, 99), max_size=3).map(tuple),
    money=st.lists(_MONEY, max_size=3).map(tuple),
    rank=st.none() | st.integers(1, 99),
    dimension_rank=st.none() | st.integers(1, 99),
    status=_TEXTS,
    status_on=_DAYS,
    version=st.integers(0, 9),
)
_SNAPSHOTS = st.builds(
    Snapshot,
    start_year=st.just(2566),
    end_year=st.just(2570),
    cycle=_TEXTS,
    problems=st.lists(st.builds(Problem, uuid=_UUIDS, problem=_TEXTS, cause=_TEXTS)).map(tuple),
    projects=st.lists(_PROJECTS, max_size=3).map(tuple),
)


@given(snapshot=_SNAPSHOTS)
def test_what_is_kept_reads_back_exactly(snapshot: Snapshot) -> None:
    assert snapshot_from(snapshot_json(snapshot)) == snapshot

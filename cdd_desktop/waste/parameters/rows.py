"""Rates and targets read from the file, inside a transaction that is open already."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from cdd_desktop.lookups.records import Confidence
from cdd_desktop.waste.parameters.library import shipped
from cdd_desktop.waste.parameters.records import Parameter, Parameters, Rate, Target
from cdd_desktop.waste.parameters.tables import WasteParameterRow, WasteTargetRow


def parameters_in(session: Session) -> Parameters:
    """The rates that come with the program and the office's own."""
    rows = session.scalars(select(WasteParameterRow).order_by(WasteParameterRow.id))
    return Parameters(entries=(*shipped().entries, *map(parameter_of, rows)))


def parameter_row(session: Session, uuid: UUID) -> WasteParameterRow | None:
    """The row of one of the office's own rates."""
    wanted = select(WasteParameterRow).where(WasteParameterRow.uuid == uuid)
    return session.scalars(wanted).one_or_none()


def parameter_of(row: WasteParameterRow) -> Parameter:
    """A rate of the office; what it is called and its unit come with the program."""
    rate = Rate(row.rate)
    called = next(one for one in shipped().entries if one.rate is rate)
    return Parameter(
        rate=rate,
        label=called.label,
        unit=called.unit,
        value=row.value,
        area_code=row.area_code,
        from_day=row.from_day,
        source=row.source,
        confidence=Confidence(row.confidence),
        uuid=row.uuid,
        version=row.version,
    )


def target_row(session: Session, uuid: UUID) -> WasteTargetRow | None:
    """The row of a target."""
    return session.scalars(select(WasteTargetRow).where(WasteTargetRow.uuid == uuid)).one_or_none()


def target_of(row: WasteTargetRow) -> Target:
    """A target as it stands."""
    return Target(
        uuid=row.uuid,
        area_code=row.area_code,
        fiscal_year=row.fiscal_year,
        measure=row.measure,
        value=row.value,
        source=row.source,
        version=row.version,
    )

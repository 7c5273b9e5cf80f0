"""Villages by their local government (อปท.)."""

from cdd_desktop.checklists.village_fields import register_fields
from cdd_desktop.checklists.village_lines import Need
from cdd_desktop.documents.model import Document
from cdd_desktop.errors import NotFound
from cdd_desktop.reporting.column_reading import chosen_columns, village_extras
from cdd_desktop.reporting.government_villages import government_villages_document
from cdd_desktop.reporting.sources import NO_VILLAGES, TABLE_ROLES, Asked, Sources


def villages(sources: Sources, asked: Asked) -> Document:
    """The villages under their local government, those without one last."""
    options = asked.options
    groups = sources.memberships.by_government(options.area_code, options.as_of)
    if not groups:
        raise NotFound(NO_VILLAGES)
    there = [village for group in groups for village in group.villages]
    columns = chosen_columns(sources, asked, register_fields())
    # the groups say whose the villages are
    further = [column for column in columns if column.needs != Need.GOVERNMENTS]
    return government_villages_document(
        groups,
        options.area_code,
        options.as_of,
        sources.areas,
        sources.paper(options, there, TABLE_ROLES),
        asked.file_format,
        columns=columns,
        extras=village_extras(sources, options, further, there),
    )

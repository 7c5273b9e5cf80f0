"""Whether the boundaries in the file can be drawn."""

from cdd_desktop.storage.health import Room, TableWords

# rings of points of two numbers, in degrees: three brackets deep, and nothing else
_DEPTH = "(length(part.fullkey) - length(replace(part.fullkey, '[', '')))"
_TORN = f"""
CASE
WHEN NOT json_valid(rings) THEN 1
WHEN json_type(rings) <> 'array' OR json_array_length(rings) = 0 THEN 1
ELSE EXISTS (
    SELECT 1 FROM json_tree(rings) AS part
    WHERE CASE
        WHEN part.type IN ('integer', 'real')
            THEN {_DEPTH} <> 3 OR part.value NOT BETWEEN -180 AND 180
        WHEN part.type <> 'array' THEN 1
        WHEN {_DEPTH} = 2 THEN json_array_length(part.value) <> 2
        WHEN {_DEPTH} = 1 THEN json_array_length(part.value) < 4
        ELSE {_DEPTH} > 2
    END
)
END
"""  # noqa: S608 - text of our own

ROOM = Room(
    title="แผนที่",
    tables={
        "boundary": TableWords(
            label="แนวเขต",
            columns={"code": "รหัสพื้นที่", "name": "ชื่อ", "source": "ที่มา"},
            illegible=_TORN,
            is_removable=True,
        ),
    },
    checks=(),
)

"""Whether the office's columns and packs, and what was printed of packs, can be read."""

from cdd_desktop.storage.health import Room, TableWords

_TEXTS = "('report', 'letter', 'heading', 'area', 'instrument', 'round')"
_TRUTHS = "('show_below', 'with_last_year')"
# parts and options that this program does not know are a newer one's, and stay
_PACK = f"""
CASE
WHEN NOT json_valid(contents) THEN 1
WHEN json_type(contents) <> 'object' OR json_type(contents, '$.format') IS NOT 'integer' THEN 1
WHEN json_extract(contents, '$.format') > 1 THEN 0
WHEN json_type(contents, '$.items') IS NOT 'array' THEN 1
WHEN json_type(contents, '$.cover') IS NOT 'text' THEN 1
WHEN coalesce(json_type(contents, '$.with_contents'), '') NOT IN ('true', 'false') THEN 1
ELSE EXISTS (
    SELECT 1 FROM json_each(contents, '$.items') AS part WHERE part.type <> 'object'
) OR EXISTS (
    SELECT 1 FROM json_tree(contents, '$.items') AS part
    WHERE part.key IN {_TEXTS} AND part.type <> 'text'
       OR part.key IN {_TRUTHS} AND part.type NOT IN ('true', 'false')
)
END
"""  # noqa: S608 - names of our own
_COLUMNS = """
CASE
WHEN NOT json_valid(columns) THEN 1
WHEN json_type(columns) <> 'object' THEN 1
ELSE json_type(columns, '$.columns') IS NOT 'array' OR EXISTS (
    SELECT 1 FROM json_each(columns, '$.columns') AS part
    WHERE CASE
        WHEN part.type <> 'object' THEN 1
        ELSE json_type(part.value, '$.key') IS NOT 'text'
    END
)
END
"""
_ISSUE = """
CASE
WHEN NOT json_valid(parts) THEN 1
WHEN json_type(parts) <> 'object' THEN 1
ELSE json_type(parts, '$.total') IS NOT 'integer' OR json_type(parts, '$.parts') IS NOT 'array'
END
"""

ROOM = Room(
    title="เอกสารประชุมและรายงาน",
    tables={
        "column_template": TableWords(
            label="แม่แบบคอลัมน์",
            columns={"report": "รายงาน", "name": "ชื่อ"},
            illegible=_COLUMNS,
            is_removable=True,
        ),
        "pack": TableWords(
            label="ชุดเอกสาร", columns={"name": "ชื่อ"}, illegible=_PACK, is_removable=True
        ),
        "pack_issue": TableWords(
            label="บันทึกการทำชุดเอกสาร",
            columns={"issued_at": "ทำเมื่อ"},
            illegible=_ISSUE,
            is_removable=True,
        ),
    },
    checks=(),
)

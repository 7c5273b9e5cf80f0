"""The first schema: operations and settings, places, people, checklists, issued sheets."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "operation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reverses", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reverses"], ["operation.id"], name=op.f("fk_operation_reverses_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_change_operation_id_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_operation_reverses"), "operation", ["reverses"], unique=False)
    op.create_index(op.f("ix_change_operation_id"), "change", ["operation_id"], unique=False)
    op.create_index("ix_change_table_name_record", "change", ["table_name", "record"], unique=False)
    op.create_table(
        "instrument_copy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_instrument_copy_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument_copy")),
        sa.UniqueConstraint("content_hash", name=op.f("uq_instrument_copy_content_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_instrument_copy_instrument"), "instrument_copy", ["instrument"], unique=False
    )
    op.create_table(
        "issued_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_issued_sheet_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issued_sheet")),
        sa.UniqueConstraint("code", name=op.f("uq_issued_sheet_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_issued_sheet_subject"), "issued_sheet", ["subject"], unique=False)
    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_office_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
    )
    op.create_table(
        "office_province",
        sa.Column("code", sa.String(length=2), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_office_province_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_office_province")),
    )
    op.create_table(
        "own_area",
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_own_area_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_own_area")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_person_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("uuid", name=op.f("uq_person_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_setting_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "signatory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("area_code", sa.String(length=9), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("acting", sa.String(), nullable=False),
        sa.Column("acting_position", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_signatory_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatory")),
        sa.UniqueConstraint("uuid", name=op.f("uq_signatory_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_signatory_area_code"), "signatory", ["area_code"], unique=False)
    op.create_table(
        "village",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_village_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_village")),
        sa.UniqueConstraint("uuid", name=op.f("uq_village_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "place_match",
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_place_match_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["village_id"],
            ["village.id"],
            name=op.f("fk_place_match_village_id_village"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("words", name=op.f("pk_place_match")),
    )
    op.create_index(op.f("ix_place_match_village_id"), "place_match", ["village_id"], unique=False)
    op.create_table(
        "rule_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instrument_copy_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("main_indicators", sa.Text(), nullable=False),
        sa.Column("main_rule", sa.String(), nullable=False),
        sa.Column("thresholds", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_rule_revision_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["instrument_copy_id"],
            ["instrument_copy.id"],
            name=op.f("fk_rule_revision_instrument_copy_id_instrument_copy"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_revision")),
        sa.UniqueConstraint(
            "instrument_copy_id", "number", name=op.f("uq_rule_revision_instrument_copy_id_number")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "village_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_village_event_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["village.id"],
            name=op.f("fk_village_event_other_id_village"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["village_id"],
            ["village.id"],
            name=op.f("fk_village_event_village_id_village"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_village_event")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_village_event_other_id"), "village_event", ["other_id"], unique=False)
    op.create_index(
        op.f("ix_village_event_village_id"), "village_event", ["village_id"], unique=False
    )
    op.create_table(
        "village_fact",
        sa.Column("village_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("households", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("headman", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_village_fact_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["village_id"],
            ["village.id"],
            name=op.f("fk_village_fact_village_id_village"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("village_id", "on_date", name=op.f("pk_village_fact")),
    )
    op.create_table(
        "village_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("code", sa.String(length=9), nullable=False),
        sa.Column("tambon_code", sa.String(length=6), nullable=False),
        sa.Column("moo", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_village_name_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["village_id"],
            ["village.id"],
            name=op.f("fk_village_name_village_id_village"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_village_name")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_village_name_code", "village_name", ["code"], unique=False)
    op.create_index(op.f("ix_village_name_name_key"), "village_name", ["name_key"], unique=False)
    op.create_index("ix_village_name_tambon_code", "village_name", ["tambon_code"], unique=False)
    op.create_index(
        op.f("ix_village_name_village_id"), "village_name", ["village_id"], unique=False
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("instrument_copy_id", sa.Integer(), nullable=False),
        sa.Column("rule_revision_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("assessors", sa.Text(), nullable=False),
        sa.Column("people_present", sa.Integer(), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_assessment_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["instrument_copy_id"],
            ["instrument_copy.id"],
            name=op.f("fk_assessment_instrument_copy_id_instrument_copy"),
        ),
        sa.ForeignKeyConstraint(
            ["rule_revision_id"],
            ["rule_revision.id"],
            name=op.f("fk_assessment_rule_revision_id_rule_revision"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id"], ["village.id"], name=op.f("fk_assessment_village_id_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint("uuid", name=op.f("uq_assessment_uuid")),
        sa.UniqueConstraint(
            "village_id",
            "instrument",
            "fiscal_year",
            "round",
            name=op.f("uq_assessment_village_id_instrument_fiscal_year_round"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_assessment_instrument_fiscal_year",
        "assessment",
        ["instrument", "fiscal_year"],
        unique=False,
    )
    op.create_table(
        "answer",
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("denominator", sa.String(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_answer_assessment_id_assessment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_answer_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "indicator", name=op.f("pk_answer")),
        sqlite_with_rowid=False,
    )

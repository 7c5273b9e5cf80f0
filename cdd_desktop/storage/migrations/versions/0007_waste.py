"""Households, and community waste: months, bins, banks, rates, rules and groups.

Nothing that is there is touched.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _households_and_waste()
    _banks()


def _households_and_waste() -> None:
    op.create_table(
        "waste_closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("area_code", sa.String(length=4), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_waste_closing_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waste_closing")),
        sa.UniqueConstraint("month", "area_code", name=op.f("uq_waste_closing_month_area_code")),
        sa.UniqueConstraint("uuid", name=op.f("uq_waste_closing_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "waste_parameter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("rate", sa.String(), nullable=False),
        sa.Column("area_code", sa.String(length=9), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=True),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_waste_parameter_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waste_parameter")),
        sa.UniqueConstraint("uuid", name=op.f("uq_waste_parameter_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "waste_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("area_code", sa.String(length=9), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_waste_target_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waste_target")),
        sa.UniqueConstraint(
            "area_code",
            "fiscal_year",
            "measure",
            name=op.f("uq_waste_target_area_code_fiscal_year_measure"),
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_waste_target_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "household",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=False),
        sa.Column("house_no", sa.String(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("people >= 0", name=op.f("ck_household_people")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_household_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["village_id"], ["village.id"], name=op.f("fk_household_village_id_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
        sa.UniqueConstraint("uuid", name=op.f("uq_household_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_household_village_id"), "household", ["village_id"], unique=False)

    op.create_table(
        "waste_bin_register",
        sa.Column("village_id", sa.Integer(), nullable=False),
        sa.Column("whole_from", sa.Date(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_waste_bin_register_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["village_id"],
            ["village.id"],
            name=op.f("fk_waste_bin_register_village_id_village"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("village_id", name=op.f("pk_waste_bin_register")),
    )
    op.create_table(
        "waste_calibration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=True),
        sa.Column("government_id", sa.Integer(), nullable=True),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("grams", sa.BigInteger(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("measured_by", sa.String(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(village_id IS NULL) <> (government_id IS NULL)",
            name=op.f("ck_waste_calibration_unit"),
        ),
        sa.CheckConstraint("grams > 0", name=op.f("ck_waste_calibration_grams")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_waste_calibration_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["government_id"],
            ["local_government.id"],
            name=op.f("fk_waste_calibration_government_id_local_government"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id"], ["village.id"], name=op.f("fk_waste_calibration_village_id_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waste_calibration")),
        sa.UniqueConstraint("uuid", name=op.f("uq_waste_calibration_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_waste_calibration_government_id"),
        "waste_calibration",
        ["government_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_waste_calibration_village_id"), "waste_calibration", ["village_id"], unique=False
    )

    op.create_table(
        "waste_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=True),
        sa.Column("area_code", sa.String(length=6), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=True),
        sa.Column("attended", sa.Integer(), nullable=True),
        sa.Column("spent", sa.BigInteger(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(village_id IS NULL) <> (area_code IS NULL)", name=op.f("ck_waste_event_place")
        ),
        sa.CheckConstraint("attended >= 0", name=op.f("ck_waste_event_attended")),
        sa.CheckConstraint("planned >= 0", name=op.f("ck_waste_event_planned")),
        sa.CheckConstraint("spent >= 0", name=op.f("ck_waste_event_spent")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_waste_event_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["village_id"], ["village.id"], name=op.f("fk_waste_event_village_id_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waste_event")),
        sa.UniqueConstraint("uuid", name=op.f("uq_waste_event_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_waste_event_area_code"), "waste_event", ["area_code"], unique=False)
    op.create_index(op.f("ix_waste_event_village_id"), "waste_event", ["village_id"], unique=False)

    op.create_table(
        "waste_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=True),
        sa.Column("area_code", sa.String(length=6), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("chair", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(village_id IS NULL) <> (area_code IS NULL)", name=op.f("ck_waste_group_place")
        ),
        sa.CheckConstraint("members >= 0", name=op.f("ck_waste_group_members")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_waste_group_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["village_id"], ["village.id"], name=op.f("fk_waste_group_village_id_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waste_group")),
        sa.UniqueConstraint("uuid", name=op.f("uq_waste_group_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_waste_group_area_code"), "waste_group", ["area_code"], unique=False)
    op.create_index(op.f("ix_waste_group_village_id"), "waste_group", ["village_id"], unique=False)

    op.create_table(
        "waste_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=True),
        sa.Column("government_id", sa.Integer(), nullable=True),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("reporter", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(scope = 'village') = (government_id IS NULL)", name=op.f("ck_waste_record_government")
        ),
        sa.CheckConstraint(
            "(scope = 'village') = (village_id IS NOT NULL)", name=op.f("ck_waste_record_village")
        ),
        sa.CheckConstraint(
            "scope IN ('village', 'whole', 'extra')", name=op.f("ck_waste_record_scope")
        ),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_waste_record_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["government_id"],
            ["local_government.id"],
            name=op.f("fk_waste_record_government_id_local_government"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id"], ["village.id"], name=op.f("fk_waste_record_village_id_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waste_record")),
        sa.UniqueConstraint(
            "government_id",
            "month",
            "scope",
            name=op.f("uq_waste_record_government_id_month_scope"),
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_waste_record_uuid")),
        sa.UniqueConstraint("village_id", "month", name=op.f("uq_waste_record_village_id_month")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_waste_record_month", "waste_record", ["month"], unique=False)

    op.create_table(
        "waste_bin",
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("has_space", sa.Boolean(), nullable=True),
        sa.Column("installed_on", sa.Date(), nullable=True),
        sa.Column("removed_on", sa.Date(), nullable=True),
        sa.Column("is_proper", sa.Boolean(), nullable=True),
        sa.Column("is_regular", sa.Boolean(), nullable=True),
        sa.Column("inspected_on", sa.Date(), nullable=True),
        sa.Column("inspector", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_waste_bin_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_waste_bin_household_id_household"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("household_id", name=op.f("pk_waste_bin")),
    )
    op.create_table(
        "waste_bin_count",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Integer(), nullable=False),
        sa.Column("households", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("with_space", sa.Integer(), nullable=True),
        sa.Column("without_space", sa.Integer(), nullable=True),
        sa.Column("installed", sa.Integer(), nullable=True),
        sa.Column("added", sa.Integer(), nullable=True),
        sa.Column("proper", sa.Integer(), nullable=True),
        sa.Column("regular", sa.Integer(), nullable=True),
        sa.Column("both", sa.Integer(), nullable=True),
        sa.Column("people_installed", sa.Integer(), nullable=True),
        sa.Column("people_both", sa.Integer(), nullable=True),
        sa.Column("person_days", sa.Integer(), nullable=True),
        sa.Column("person_days_both", sa.Integer(), nullable=True),
        sa.Column("people_unknown", sa.Integer(), nullable=True),
        sa.Column("people_by_rate", sa.Integer(), nullable=True),
        sa.Column("is_whole", sa.Boolean(), server_default="1", nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.CheckConstraint("basis IN (1, 2, 3)", name=op.f("ck_waste_bin_count_basis")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_waste_bin_count_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["waste_record.id"],
            name=op.f("fk_waste_bin_count_record_id_waste_record"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("record_id", "basis", name=op.f("pk_waste_bin_count")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "waste_confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("check", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_waste_confirmation_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["waste_record.id"],
            name=op.f("fk_waste_confirmation_record_id_waste_record"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waste_confirmation")),
        sa.UniqueConstraint(
            "record_id", "check", "key", name=op.f("uq_waste_confirmation_record_id_check_key")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_waste_confirmation_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "waste_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("basis", sa.Integer(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("before", sa.BigInteger(), nullable=True),
        sa.Column("after", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "part IN ('figure', 'fate', 'bins')", name=op.f("ck_waste_correction_part")
        ),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_waste_correction_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["waste_record.id"],
            name=op.f("fk_waste_correction_record_id_waste_record"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waste_correction")),
        sa.UniqueConstraint("uuid", name=op.f("uq_waste_correction_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_waste_correction_record_id"), "waste_correction", ["record_id"], unique=False
    )

    op.create_table(
        "waste_fate",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("fate", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_waste_fate_amount")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_waste_fate_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["waste_record.id"],
            name=op.f("fk_waste_fate_record_id_waste_record"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("record_id", "stream", "fate", name=op.f("pk_waste_fate")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "waste_figure",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("basis", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("typed", sa.String(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_waste_figure_amount")),
        sa.CheckConstraint("basis IN (1, 2, 3)", name=op.f("ck_waste_figure_basis")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_waste_figure_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["waste_record.id"],
            name=op.f("fk_waste_figure_record_id_waste_record"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "record_id", "stream", "basis", "item", name=op.f("pk_waste_figure")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "waste_fund_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("flow", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.CheckConstraint("flow IN ('in', 'out')", name=op.f("ck_waste_fund_entry_flow")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_waste_fund_entry_amount")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_waste_fund_entry_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["waste_group.id"],
            name=op.f("fk_waste_fund_entry_group_id_waste_group"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reverses_id"],
            ["waste_fund_entry.id"],
            name=op.f("fk_waste_fund_entry_reverses_id_waste_fund_entry"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waste_fund_entry")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_waste_fund_entry_reverses_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_waste_fund_entry_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_waste_fund_entry_group_id"), "waste_fund_entry", ["group_id"], unique=False
    )

    op.create_table(
        "waste_stream",
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("is_drained", sa.Boolean(), nullable=True),
        sa.Column("weighed_by", sa.String(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_waste_stream_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["waste_record.id"],
            name=op.f("fk_waste_stream_record_id_waste_record"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("record_id", "stream", name=op.f("pk_waste_stream")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "waste_bin_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=True),
        sa.Column("caption", sa.String(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("pixels_wide", sa.Integer(), nullable=False),
        sa.Column("pixels_high", sa.Integer(), nullable=False),
        sa.Column("image", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_waste_bin_photo_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["waste_bin.household_id"],
            name=op.f("fk_waste_bin_photo_household_id_waste_bin"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waste_bin_photo")),
        sa.UniqueConstraint("uuid", name=op.f("uq_waste_bin_photo_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_waste_bin_photo_household_id"), "waste_bin_photo", ["household_id"], unique=False
    )

    op.create_table(
        "waste_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=True),
        sa.Column("area_code", sa.String(length=6), nullable=True),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("fine", sa.BigInteger(), nullable=True),
        sa.Column("instead", sa.Text(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("repealed_on", sa.Date(), nullable=True),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(village_id IS NULL) <> (area_code IS NULL)", name=op.f("ck_waste_rule_place")
        ),
        sa.CheckConstraint("fine >= 0", name=op.f("ck_waste_rule_fine")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_waste_rule_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_waste_rule_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["village_id"], ["village.id"], name=op.f("fk_waste_rule_village_id_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waste_rule")),
        sa.UniqueConstraint("uuid", name=op.f("uq_waste_rule_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_waste_rule_area_code"), "waste_rule", ["area_code"], unique=False)
    op.create_index(op.f("ix_waste_rule_meeting_id"), "waste_rule", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_waste_rule_village_id"), "waste_rule", ["village_id"], unique=False)


def _banks() -> None:
    op.create_table(
        "bank",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=True),
        sa.Column("government_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("books_from", sa.Date(), nullable=True),
        sa.Column("rounding", sa.Integer(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(village_id IS NULL) <> (government_id IS NULL)", name=op.f("ck_bank_unit")
        ),
        sa.CheckConstraint("rounding IN (1, 25, 100)", name=op.f("ck_bank_rounding")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_bank_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["government_id"],
            ["local_government.id"],
            name=op.f("fk_bank_government_id_local_government"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id"], ["village.id"], name=op.f("fk_bank_village_id_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank")),
        sa.UniqueConstraint("uuid", name=op.f("uq_bank_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_bank_government_id"), "bank", ["government_id"], unique=False)
    op.create_index(op.f("ix_bank_village_id"), "bank", ["village_id"], unique=False)

    op.create_table(
        "bank_close",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("bank_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.Column("balances", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('month', 'year')", name=op.f("ck_bank_close_kind")),
        sa.ForeignKeyConstraint(["bank_id"], ["bank.id"], name=op.f("fk_bank_close_bank_id_bank")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_bank_close_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_close")),
        sa.UniqueConstraint(
            "bank_id", "kind", "last_day", name=op.f("uq_bank_close_bank_id_kind_last_day")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_bank_close_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "bank_material",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("bank_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("grams_each", sa.Integer(), nullable=True),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("grams_each > 0", name=op.f("ck_bank_material_grams")),
        sa.ForeignKeyConstraint(
            ["bank_id"], ["bank.id"], name=op.f("fk_bank_material_bank_id_bank")
        ),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_bank_material_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_material")),
        sa.UniqueConstraint("bank_id", "code", name=op.f("uq_bank_material_bank_id_code")),
        sa.UniqueConstraint("uuid", name=op.f("uq_bank_material_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "bank_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("bank_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("village_id", sa.Integer(), nullable=True),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('person', 'household', 'group')", name=op.f("ck_bank_member_kind")
        ),
        sa.ForeignKeyConstraint(["bank_id"], ["bank.id"], name=op.f("fk_bank_member_bank_id_bank")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_bank_member_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_bank_member_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["village_id"], ["village.id"], name=op.f("fk_bank_member_village_id_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_member")),
        sa.UniqueConstraint("bank_id", "code", name=op.f("uq_bank_member_bank_id_code")),
        sa.UniqueConstraint("uuid", name=op.f("uq_bank_member_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_bank_member_household_id"), "bank_member", ["household_id"], unique=False
    )
    op.create_index(op.f("ix_bank_member_village_id"), "bank_member", ["village_id"], unique=False)

    op.create_table(
        "bank_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("bank_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["bank_id"], ["bank.id"], name=op.f("fk_bank_round_bank_id_bank")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_bank_round_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_round")),
        sa.UniqueConstraint("uuid", name=op.f("uq_bank_round_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_bank_round_bank_id"), "bank_round", ["bank_id"], unique=False)

    op.create_table(
        "bank_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("bank_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("round_id", sa.Integer(), nullable=True),
        sa.Column("reverses_id", sa.Integer(), nullable=True),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["bank_id"], ["bank.id"], name=op.f("fk_bank_entry_bank_id_bank")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_bank_entry_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["bank_member.id"], name=op.f("fk_bank_entry_member_id_bank_member")
        ),
        sa.ForeignKeyConstraint(
            ["reverses_id"], ["bank_entry.id"], name=op.f("fk_bank_entry_reverses_id_bank_entry")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["bank_round.id"], name=op.f("fk_bank_entry_round_id_bank_round")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_entry")),
        sa.UniqueConstraint(
            "bank_id", "kind", "year", "number", name=op.f("uq_bank_entry_bank_id_kind_year_number")
        ),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_bank_entry_reverses_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_bank_entry_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_bank_entry_bank_id_on_date", "bank_entry", ["bank_id", "on_date"], unique=False
    )
    op.create_index(op.f("ix_bank_entry_member_id"), "bank_entry", ["member_id"], unique=False)
    op.create_index(op.f("ix_bank_entry_round_id"), "bank_entry", ["round_id"], unique=False)

    op.create_table(
        "bank_price",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("material_id", sa.Integer(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("buy", sa.BigInteger(), nullable=False),
        sa.Column("sale", sa.BigInteger(), nullable=True),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.CheckConstraint("buy >= 0", name=op.f("ck_bank_price_buy")),
        sa.CheckConstraint("sale >= 0", name=op.f("ck_bank_price_sale")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_bank_price_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["material_id"],
            ["bank_material.id"],
            name=op.f("fk_bank_price_material_id_bank_material"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_price")),
        sa.UniqueConstraint(
            "material_id",
            "grade",
            "from_day",
            name=op.f("uq_bank_price_material_id_grade_from_day"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "bank_cash_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("bank_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("in_books", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.CheckConstraint("counted >= 0", name=op.f("ck_bank_cash_count_counted")),
        sa.ForeignKeyConstraint(
            ["bank_id"], ["bank.id"], name=op.f("fk_bank_cash_count_bank_id_bank")
        ),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_bank_cash_count_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["bank_entry.id"], name=op.f("fk_bank_cash_count_entry_id_bank_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_cash_count")),
        sa.UniqueConstraint("uuid", name=op.f("uq_bank_cash_count_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_bank_cash_count_bank_id"), "bank_cash_count", ["bank_id"], unique=False
    )
    op.create_index(
        op.f("ix_bank_cash_count_entry_id"), "bank_cash_count", ["entry_id"], unique=False
    )

    op.create_table(
        "bank_line",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("material_id", sa.Integer(), nullable=False),
        sa.Column("grade", sa.String(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_bank_line_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["bank_entry.id"],
            name=op.f("fk_bank_line_entry_id_bank_entry"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["material_id"],
            ["bank_material.id"],
            name=op.f("fk_bank_line_material_id_bank_material"),
        ),
        sa.PrimaryKeyConstraint("entry_id", "place", name=op.f("pk_bank_line")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bank_line_material_id", "bank_line", ["material_id"], unique=False)

    op.create_table(
        "bank_posting",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(account = 'savings') = (member_id IS NOT NULL)", name=op.f("ck_bank_posting_member")
        ),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_bank_posting_amount")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_bank_posting_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["bank_entry.id"],
            name=op.f("fk_bank_posting_entry_id_bank_entry"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["bank_member.id"], name=op.f("fk_bank_posting_member_id_bank_member")
        ),
        sa.PrimaryKeyConstraint("entry_id", "place", name=op.f("pk_bank_posting")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bank_posting_member_id", "bank_posting", ["member_id"], unique=False)

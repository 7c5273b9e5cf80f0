"""Checklists in full: editions, targets, workflow, evidence, samples, workbooks, forums.

Nothing that is there is touched.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _instruments_and_ways()
    _what_hangs_on_sheets()
    _sheets_of_offices()
    op.add_column("answer", sa.Column("choice", sa.String(), server_default="", nullable=False))
    op.add_column("answer", sa.Column("votes", sa.String(), server_default="", nullable=False))
    op.add_column("assessment", sa.Column("stage", sa.String(), server_default="", nullable=False))
    op.add_column("assessment", sa.Column("plan", sa.Uuid(), nullable=True))


def _instruments_and_ways() -> None:
    op.create_table(
        "checklist_announcement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("announced_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_checklist_announcement_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_announcement")),
        sa.UniqueConstraint("uuid", name=op.f("uq_checklist_announcement_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "checklist_sending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("amphoe_code", sa.String(length=4), nullable=False),
        sa.Column("letter_number", sa.String(), nullable=False),
        sa.Column("letter_date", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_checklist_sending_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_sending")),
        sa.UniqueConstraint(
            "instrument",
            "fiscal_year",
            "round",
            "amphoe_code",
            name=op.f("uq_checklist_sending_instrument_fiscal_year_round_amphoe_code"),
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_checklist_sending_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "due_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("area_code", sa.String(length=6), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("owed_by", sa.String(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_due_day_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_day")),
        sa.UniqueConstraint(
            "instrument",
            "fiscal_year",
            "round",
            "step",
            "area_code",
            name=op.f("uq_due_day_instrument_fiscal_year_round_step_area_code"),
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_due_day_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "instrument_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("is_draft", sa.Boolean(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_instrument_edition_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument_edition")),
        sa.UniqueConstraint(
            "instrument", "edition", name=op.f("uq_instrument_edition_instrument_edition")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_instrument_edition_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_instrument_edition_instrument"), "instrument_edition", ["instrument"], unique=False
    )

    op.create_table(
        "instrument_text_confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"],
            ["operation.id"],
            name=op.f("fk_instrument_text_confirmation_born_in_operation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument_text_confirmation")),
        sa.UniqueConstraint(
            "instrument",
            "edition",
            "part",
            name=op.f("uq_instrument_text_confirmation_instrument_edition_part"),
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_instrument_text_confirmation_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "target_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("all_villages", sa.Boolean(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_target_list_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_list")),
        sa.UniqueConstraint(
            "instrument", "fiscal_year", name=op.f("uq_target_list_instrument_fiscal_year")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_target_list_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "verification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("area_code", sa.String(length=8), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("of_sheets", sa.Integer(), nullable=False),
        sa.Column("chosen_on", sa.Date(), nullable=False),
        sa.Column("keyed_by", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_verification_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification")),
        sa.UniqueConstraint("uuid", name=op.f("uq_verification_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "workbook_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("area_code", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_workbook_issue_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workbook_issue")),
        sa.UniqueConstraint("uuid", name=op.f("uq_workbook_issue_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_workbook_issue_round",
        "workbook_issue",
        ["instrument", "fiscal_year", "round"],
        unique=False,
    )


def _what_hangs_on_sheets() -> None:
    op.create_table(
        "target_village",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=True),
        sa.Column("satang", sa.BigInteger(), nullable=True),
        sa.Column("developer", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_target_village_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["list_id"],
            ["target_list.id"],
            name=op.f("fk_target_village_list_id_target_list"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["village.id"], name=op.f("fk_target_village_mentor_id_village")
        ),
        sa.ForeignKeyConstraint(
            ["village_id"], ["village.id"], name=op.f("fk_target_village_village_id_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_village")),
        sa.UniqueConstraint(
            "list_id", "village_id", name=op.f("uq_target_village_list_id_village_id")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_target_village_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_target_village_village_id"), "target_village", ["village_id"], unique=False
    )

    op.create_table(
        "workbook_return",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=False),
        sa.Column("villages", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("refused", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_workbook_return_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["issue_id"],
            ["workbook_issue.id"],
            name=op.f("fk_workbook_return_issue_id_workbook_issue"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workbook_return")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_workbook_return_issue_id"), "workbook_return", ["issue_id"], unique=False
    )

    op.create_table(
        "target_household",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_target_household_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_target_household_household_id_household"),
        ),
        sa.ForeignKeyConstraint(
            ["village_id"], ["village.id"], name=op.f("fk_target_household_village_id_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_household")),
        sa.UniqueConstraint(
            "fiscal_year", "household_id", name=op.f("uq_target_household_fiscal_year_household_id")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_target_household_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_target_household_village_id"), "target_household", ["village_id"], unique=False
    )

    op.create_table(
        "announced_level",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("announcement_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["checklist_announcement.id"],
            name=op.f("fk_announced_level_announcement_id_checklist_announcement"),
        ),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_announced_level_assessment_id_assessment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_announced_level_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announced_level")),
        sa.UniqueConstraint("assessment_id", name=op.f("uq_announced_level_assessment_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_announced_level_announcement_id"),
        "announced_level",
        ["announcement_id"],
        unique=False,
    )

    op.create_table(
        "answer_attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_answer_attachment_assessment_id_assessment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_answer_attachment_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_attachment")),
        sa.UniqueConstraint("uuid", name=op.f("uq_answer_attachment_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_answer_attachment_assessment_id"),
        "answer_attachment",
        ["assessment_id"],
        unique=False,
    )

    op.create_table(
        "answer_doubt_confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("doubt", sa.String(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_answer_doubt_confirmation_assessment_id_assessment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["born_in"],
            ["operation.id"],
            name=op.f("fk_answer_doubt_confirmation_born_in_operation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_doubt_confirmation")),
        sa.UniqueConstraint(
            "assessment_id", "doubt", name=op.f("uq_answer_doubt_confirmation_assessment_id_doubt")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_answer_doubt_confirmation_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "forum",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("people_present", sa.Integer(), nullable=True),
        sa.Column("at_indicator", sa.String(), nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_forum_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_forum_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["village_id"], ["village.id"], name=op.f("fk_forum_village_id_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_forum_meeting_id")),
        sa.UniqueConstraint("uuid", name=op.f("uq_forum_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_forum_village_id"), "forum", ["village_id"], unique=False)

    op.create_table(
        "sheet_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("from_step", sa.String(), nullable=False),
        sa.Column("to_step", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_sheet_move_assessment_id_assessment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_sheet_move_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_move")),
        sa.UniqueConstraint("uuid", name=op.f("uq_sheet_move_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_sheet_move_assessment_id"), "sheet_move", ["assessment_id"], unique=False
    )

    op.create_table(
        "target_household_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("target_household_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("passed", sa.Text(), nullable=False),
        sa.Column("failed", sa.Text(), nullable=False),
        sa.Column("income", sa.BigInteger(), nullable=True),
        sa.Column("spending", sa.BigInteger(), nullable=True),
        sa.Column("saving", sa.BigInteger(), nullable=True),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_target_household_result_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["target_household_id"],
            ["target_household.id"],
            name=op.f("fk_target_household_result_target_household_id_target_household"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_household_result")),
        sa.UniqueConstraint(
            "target_household_id",
            "round",
            name=op.f("uq_target_household_result_target_household_id_round"),
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_target_household_result_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "verified_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("verification_id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("is_keyed", sa.Boolean(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"],
            ["assessment.id"],
            name=op.f("fk_verified_sheet_assessment_id_assessment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_verified_sheet_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["verification_id"],
            ["verification.id"],
            name=op.f("fk_verified_sheet_verification_id_verification"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verified_sheet")),
        sa.UniqueConstraint("uuid", name=op.f("uq_verified_sheet_uuid")),
        sa.UniqueConstraint(
            "verification_id",
            "assessment_id",
            name=op.f("uq_verified_sheet_verification_id_assessment_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_verified_sheet_assessment_id"), "verified_sheet", ["assessment_id"], unique=False
    )

    op.create_table(
        "forum_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("agreed", sa.Integer(), nullable=True),
        sa.Column("objected", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_forum_item_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["forum_id"],
            ["forum.id"],
            name=op.f("fk_forum_item_forum_id_forum"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_item")),
        sa.UniqueConstraint("forum_id", "indicator", name=op.f("uq_forum_item_forum_id_indicator")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "verified_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("first", sa.String(), nullable=False),
        sa.Column("second", sa.String(), nullable=False),
        sa.Column("final", sa.String(), nullable=True),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_verified_answer_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"],
            ["verified_sheet.id"],
            name=op.f("fk_verified_answer_sheet_id_verified_sheet"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verified_answer")),
        sa.UniqueConstraint(
            "sheet_id", "indicator", name=op.f("uq_verified_answer_sheet_id_indicator")
        ),
        sqlite_autoincrement=True,
    )


def _sheets_of_offices() -> None:
    op.create_table(
        "office_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("office_code", sa.String(length=4), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("instrument_copy_id", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column("round", sa.String(), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("assessors", sa.Text(), nullable=False),
        sa.Column("people_present", sa.Integer(), nullable=True),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_office_sheet_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["instrument_copy_id"],
            ["instrument_copy.id"],
            name=op.f("fk_office_sheet_instrument_copy_id_instrument_copy"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_sheet")),
        sa.UniqueConstraint(
            "office_code",
            "instrument",
            "fiscal_year",
            "round",
            name=op.f("uq_office_sheet_office_code_instrument_fiscal_year_round"),
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_office_sheet_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "office_answer",
        sa.Column("office_sheet_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("denominator", sa.String(), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("votes", sa.String(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_office_answer_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["office_sheet_id"],
            ["office_sheet.id"],
            name=op.f("fk_office_answer_office_sheet_id_office_sheet"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("office_sheet_id", "indicator", name=op.f("pk_office_answer")),
        sqlite_with_rowid=False,
    )

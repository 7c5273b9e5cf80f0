"""Lists of words, committees and their meetings, and plans with their projects.

Nothing that is there is touched.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "lookup_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("list_name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("from_year", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("is_offered", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("traits", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_lookup_entry_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lookup_entry")),
        sa.UniqueConstraint(
            "list_name", "key", "from_year", name=op.f("uq_lookup_entry_list_name_key_from_year")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_lookup_entry_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "committee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=True),
        sa.Column("area_code", sa.String(length=6), nullable=True),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(village_id IS NULL) <> (area_code IS NULL)", name=op.f("ck_committee_place")
        ),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_committee_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["village_id"], ["village.id"], name=op.f("fk_committee_village_id_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee")),
        sa.UniqueConstraint("uuid", name=op.f("uq_committee_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_committee_area_code"), "committee", ["area_code"], unique=False)
    op.create_index(op.f("ix_committee_village_id"), "committee", ["village_id"], unique=False)

    op.create_table(
        "committee_seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("term_from", sa.Date(), nullable=True),
        sa.Column("term_to", sa.Date(), nullable=True),
        sa.Column("order_no", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_committee_seat_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"],
            ["committee.id"],
            name=op.f("fk_committee_seat_committee_id_committee"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_seat")),
        sa.UniqueConstraint("uuid", name=op.f("uq_committee_seat_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_committee_seat_committee_id"), "committee_seat", ["committee_id"], unique=False
    )

    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=True),
        sa.Column("village_id", sa.Integer(), nullable=True),
        sa.Column("area_code", sa.String(length=6), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("calendar_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("begins", sa.String(), nullable=False),
        sa.Column("ends", sa.String(), nullable=False),
        sa.Column("taker_name", sa.String(), nullable=False),
        sa.Column("taker_position", sa.String(), nullable=False),
        sa.Column("checker_name", sa.String(), nullable=False),
        sa.Column("checker_position", sa.String(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(village_id IS NULL) <> (area_code IS NULL)", name=op.f("ck_meeting_place")
        ),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_meeting_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_meeting_committee_id_committee")
        ),
        sa.ForeignKeyConstraint(
            ["village_id"], ["village.id"], name=op.f("fk_meeting_village_id_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
        sa.UniqueConstraint(
            "committee_id",
            "calendar_year",
            "number",
            name=op.f("uq_meeting_committee_id_calendar_year_number"),
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_meeting_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_meeting_area_code"), "meeting", ["area_code"], unique=False)
    op.create_index(op.f("ix_meeting_village_id"), "meeting", ["village_id"], unique=False)

    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("stands_in_for", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "part IN ('present', 'absent', 'joined')", name=op.f("ck_attendance_part")
        ),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_attendance_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_attendance_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("uuid", name=op.f("uq_attendance_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_attendance_meeting_id"), "attendance", ["meeting_id"], unique=False)

    op.create_table(
        "meeting_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("resolution_kind", sa.String(), nullable=False),
        sa.Column("resolution", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_meeting_item_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_meeting_item_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_item")),
        sa.UniqueConstraint("uuid", name=op.f("uq_meeting_item_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_meeting_item_meeting_id"), "meeting_item", ["meeting_id"], unique=False
    )

    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=True),
        sa.Column("area_code", sa.String(length=6), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("cycle", sa.String(), nullable=False),
        sa.Column("start_year", sa.Integer(), nullable=False),
        sa.Column("end_year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("rank_method", sa.Text(), nullable=False),
        sa.Column("chapters", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(level = 'village') = (area_code IS NULL)", name=op.f("ck_plan_area")),
        sa.CheckConstraint(
            "(level = 'village') = (village_id IS NOT NULL)", name=op.f("ck_plan_village")
        ),
        sa.CheckConstraint(
            "level IN ('village', 'tambon', 'amphoe', 'amphoe-needs')", name=op.f("ck_plan_level")
        ),
        sa.CheckConstraint("state IN ('draft', 'adopted', 'closed')", name=op.f("ck_plan_state")),
        sa.CheckConstraint("start_year <= end_year", name=op.f("ck_plan_years")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_plan_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_plan_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["plan.id"], name=op.f("fk_plan_parent_id_plan")),
        sa.ForeignKeyConstraint(
            ["village_id"], ["village.id"], name=op.f("fk_plan_village_id_village")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("uuid", name=op.f("uq_plan_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_plan_area_code"), "plan", ["area_code"], unique=False)
    op.create_index(op.f("ix_plan_meeting_id"), "plan", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_plan_parent_id"), "plan", ["parent_id"], unique=False)
    op.create_index(op.f("ix_plan_village_id"), "plan", ["village_id"], unique=False)

    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_follow_up_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["meeting_item.id"],
            name=op.f("fk_follow_up_item_id_meeting_item"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("uuid", name=op.f("uq_follow_up_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_follow_up_item_id"), "follow_up", ["item_id"], unique=False)

    op.create_table(
        "plan_problem",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("dimension", sa.String(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("approach", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_plan_problem_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_plan_problem_plan_id_plan"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_problem")),
        sa.UniqueConstraint("uuid", name=op.f("uq_plan_problem_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_plan_problem_plan_id"), "plan_problem", ["plan_id"], unique=False)

    op.create_table(
        "plan_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('added', 'changed', 'corrected')", name=op.f("ck_plan_revision_kind")
        ),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_plan_revision_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_plan_revision_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_plan_revision_plan_id_plan"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_revision")),
        sa.UniqueConstraint(
            "plan_id", "kind", "number", name=op.f("uq_plan_revision_plan_id_kind_number")
        ),
        sa.UniqueConstraint("uuid", name=op.f("uq_plan_revision_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_plan_revision_meeting_id"), "plan_revision", ["meeting_id"], unique=False
    )
    op.create_index(op.f("ix_plan_revision_plan_id"), "plan_revision", ["plan_id"], unique=False)

    op.create_table(
        "project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("area_code", sa.String(length=6), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("objective", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("quantity", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("expected", sa.Text(), nullable=False),
        sa.Column("dimension", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("is_recurring", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("origin_text", sa.Text(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=True),
        sa.Column("origin_meeting_id", sa.Integer(), nullable=True),
        sa.Column("origin_village_id", sa.Integer(), nullable=True),
        sa.Column("origin_instrument", sa.String(), nullable=False),
        sa.Column("origin_indicator", sa.String(), nullable=False),
        sa.Column("origin_year", sa.Integer(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("dimension_rank", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("status_on", sa.Date(), nullable=True),
        sa.Column("status_note", sa.Text(), nullable=False),
        sa.Column("difference_note", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_project_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["origin_meeting_id"], ["meeting.id"], name=op.f("fk_project_origin_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["origin_village_id"], ["village.id"], name=op.f("fk_project_origin_village_id_village")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_project_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sa.UniqueConstraint("uuid", name=op.f("uq_project_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_project_area_code"), "project", ["area_code"], unique=False)
    op.create_index(
        op.f("ix_project_origin_meeting_id"), "project", ["origin_meeting_id"], unique=False
    )
    op.create_index(
        op.f("ix_project_origin_village_id"), "project", ["origin_village_id"], unique=False
    )
    op.create_index("ix_project_plan_id_status", "project", ["plan_id", "status"], unique=False)

    op.create_table(
        "vote_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("voters", sa.Integer(), nullable=True),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_vote_sheet_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_vote_sheet_meeting_id_meeting")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_vote_sheet_plan_id_plan"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vote_sheet")),
        sa.UniqueConstraint("uuid", name=op.f("uq_vote_sheet_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_vote_sheet_meeting_id"), "vote_sheet", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_vote_sheet_plan_id"), "vote_sheet", ["plan_id"], unique=False)

    op.create_table(
        "coordination",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("agency", sa.String(), nullable=False),
        sa.Column("target_plan", sa.String(), nullable=False),
        sa.Column("letter_no", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("outcome_on", sa.Date(), nullable=True),
        sa.Column("accepted_year", sa.Integer(), nullable=True),
        sa.Column("accepted", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("accepted >= 0", name=op.f("ck_coordination_accepted")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_coordination_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_coordination_project_id_project"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coordination")),
        sa.UniqueConstraint("uuid", name=op.f("uq_coordination_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_coordination_project_id"), "coordination", ["project_id"], unique=False
    )

    op.create_table(
        "project_link",
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('up', 'merged', 'split', 'again', 'duplicate')",
            name=op.f("ck_project_link_kind"),
        ),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_project_link_self")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_project_link_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["from_id"], ["project.id"], name=op.f("fk_project_link_from_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["to_id"], ["project.id"], name=op.f("fk_project_link_to_id_project")
        ),
        sa.PrimaryKeyConstraint("from_id", "to_id", name=op.f("pk_project_link")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_project_link_to_id"), "project_link", ["to_id"], unique=False)

    op.create_table(
        "project_money",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("requested", sa.BigInteger(), nullable=True),
        sa.Column("approved", sa.BigInteger(), nullable=True),
        sa.Column("spent", sa.BigInteger(), nullable=True),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.CheckConstraint("approved >= 0", name=op.f("ck_project_money_approved")),
        sa.CheckConstraint("requested >= 0", name=op.f("ck_project_money_requested")),
        sa.CheckConstraint("spent >= 0", name=op.f("ck_project_money_spent")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_project_money_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_project_money_project_id_project"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("project_id", "year", "source", name=op.f("pk_project_money")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "project_result",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("quantity", sa.String(), nullable=True),
        sa.Column("spent", sa.BigInteger(), nullable=True),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_project_result_quarter")),
        sa.CheckConstraint("spent >= 0", name=op.f("ck_project_result_spent")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_project_result_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_project_result_project_id_project"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("project_id", "year", "quarter", name=op.f("pk_project_result")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "project_village",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_project_village_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_project_village_project_id_project"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["village_id"], ["village.id"], name=op.f("fk_project_village_village_id_village")
        ),
        sa.PrimaryKeyConstraint("project_id", "village_id", name=op.f("pk_project_village")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_project_village_village_id"), "project_village", ["village_id"], unique=False
    )

    op.create_table(
        "resolution_project",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_resolution_project_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["meeting_item.id"],
            name=op.f("fk_resolution_project_item_id_meeting_item"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_resolution_project_project_id_project"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("item_id", "project_id", name=op.f("pk_resolution_project")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_resolution_project_project_id"), "resolution_project", ["project_id"], unique=False
    )

    op.create_table(
        "vote_points",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.CheckConstraint("points >= 0", name=op.f("ck_vote_points_points")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_vote_points_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_vote_points_project_id_project"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"],
            ["vote_sheet.id"],
            name=op.f("fk_vote_points_sheet_id_vote_sheet"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("sheet_id", "project_id", name=op.f("pk_vote_points")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_vote_points_project_id"), "vote_points", ["project_id"], unique=False)

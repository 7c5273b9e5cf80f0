"""Boundaries of areas for maps, the office's own columns of reports, and meeting packs.

The register of sheets learns what was chosen about the report.

Nothing that is there is touched.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("issued_sheet", sa.Column("options", sa.Text(), nullable=True))
    op.create_table(
        "boundary",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("rings", sa.Text(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_boundary_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boundary")),
        sa.UniqueConstraint("code", name=op.f("uq_boundary_code")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "column_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("report", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_column_template_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_template")),
        sa.UniqueConstraint("report", "name", name=op.f("uq_column_template_report_name")),
        sa.UniqueConstraint("uuid", name=op.f("uq_column_template_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "pack",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("contents", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_pack_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack")),
        sa.UniqueConstraint("name", name=op.f("uq_pack_name")),
        sa.UniqueConstraint("uuid", name=op.f("uq_pack_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "pack_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("addressee", sa.String(), nullable=False),
        sa.Column("issued_at", sa.DateTime(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_pack_issue_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_issue")),
        sa.UniqueConstraint("uuid", name=op.f("uq_pack_issue_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_pack_issue_pack_id"), "pack_issue", ["pack_id"], unique=False)

"""Local governments (อปท.) and which villages belong to them, by date.

Nothing that is there is touched. Kinds of the older tables get no CHECK: on SQLite that means
rebuilding them, and a rebuilt table forgets the highest number it ever gave, which the history
relies on never to come again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "local_government",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_local_government_born_in_operation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_government")),
        sa.UniqueConstraint("uuid", name=op.f("uq_local_government_uuid")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "local_government_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("government_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("area_code", sa.String(length=4), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("code_checked", sa.Boolean(), nullable=False),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('province', 'city', 'town', 'subdistrict', 'tambon', 'pattaya', 'bangkok')",
            name=op.f("ck_local_government_name_kind"),
        ),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("ck_local_government_name_days")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_local_government_name_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["government_id"],
            ["local_government.id"],
            name=op.f("fk_local_government_name_government_id_local_government"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_government_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_local_government_name_government_id"),
        "local_government_name",
        ["government_id"],
        unique=False,
    )
    op.create_table(
        "village_government",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("village_id", sa.Integer(), nullable=False),
        sa.Column("government_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("born_in", sa.Integer(), nullable=False),
        sa.CheckConstraint("valid_to > valid_from", name=op.f("ck_village_government_days")),
        sa.ForeignKeyConstraint(
            ["born_in"], ["operation.id"], name=op.f("fk_village_government_born_in_operation")
        ),
        sa.ForeignKeyConstraint(
            ["government_id"],
            ["local_government.id"],
            name=op.f("fk_village_government_government_id_local_government"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["village_id"],
            ["village.id"],
            name=op.f("fk_village_government_village_id_village"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_village_government")),
        sqlite_autoincrement=True,
    )
    for column in ("government_id", "village_id"):
        op.create_index(
            op.f(f"ix_village_government_{column}"), "village_government", [column], unique=False
        )

"""How many target households the counts of a sheet are of, said in its head.

A plain new column: on SQLite it leaves the table, its rows and its numbering as they are.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("assessment", sa.Column("target_households", sa.Integer(), nullable=True))

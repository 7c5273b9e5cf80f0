"""Upgrades: all steps or none, with a backup, and the models agree with the newest script."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import cdd_desktop.checklists.editing.tables
import cdd_desktop.checklists.evidence.tables
import cdd_desktop.checklists.tables
import cdd_desktop.checklists.target_households.tables
import cdd_desktop.checklists.target_lists.tables
import cdd_desktop.checklists.verifying.tables
import cdd_desktop.checklists.workbooks.tables
import cdd_desktop.checklists.workflow.tables
import cdd_desktop.forums.tables
import cdd_desktop.households.tables
import cdd_desktop.letters.tables
import cdd_desktop.lookups.tables
import cdd_desktop.maps.tables
import cdd_desktop.meetings.tables
import cdd_desktop.people.tables
import cdd_desktop.places.tables
import cdd_desktop.plans.tables
import cdd_desktop.reporting.tables
import cdd_desktop.waste.bank.tables
import cdd_desktop.waste.bins.tables
import cdd_desktop.waste.community.tables
import cdd_desktop.waste.months.tables
import cdd_desktop.waste.parameters.tables  # noqa: F401 - the models register themselves
from cdd_desktop.places.government_records import KINDS
from cdd_desktop.progress import Silent
from cdd_desktop.storage import migrate
from cdd_desktop.storage.backup_file import unpack
from cdd_desktop.storage.columns import Base
from cdd_desktop.storage.engine import APPLICATION_ID, open_engine
from cdd_desktop.storage.manifest import Reason
from cdd_desktop.storage.migrate import MIGRATIONS, NewerFile, upgrade

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)

FAILING_STEP = """
import sqlalchemy as sa
from alembic import op
revision = "0009"
down_revision = "0008"
def upgrade() -> None:
    with op.batch_alter_table("village") as village:
        village.add_column(sa.Column("extra", sa.Integer()))
    {then}
"""


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A file of the first revision with a parent and its children."""
    path = tmp_path / "office.db"
    upgrade(path, now=NOW, target="0001")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("""
            INSERT INTO operation (id, at, actor, action, summary, source)
                VALUES (1, '2026-11-22', '', 'a', 's', '');
            INSERT INTO village (id, uuid, kind, born_in) VALUES (1, 'x', 'village', 1);
            INSERT INTO village_name (village_id, code, tambon_code, moo, name, name_key, born_in)
                VALUES (1, '90010101', '900101', 1, 'ก', 'ก', 1);
            INSERT INTO instrument_copy (id, instrument, version, content_hash, text, born_in)
                VALUES (1, 'cdd-6x2', '1', 'h', 't', 1);
            INSERT INTO rule_revision
                (id, instrument_copy_id, number, main_indicators, main_rule, thresholds, born_in)
                VALUES (1, 1, 0, '', 'unmarked', '', 1);
            INSERT INTO assessment
                (id, uuid, village_id, instrument, instrument_copy_id, rule_revision_id,
                 fiscal_year, round, place, assessors, answered, passed, version, born_in)
                VALUES (5, 's', 1, 'cdd-6x2', 1, 1, 2569, 'after', 'ศาลา', '', 1, 0, 1, 1);
            INSERT INTO answer
                (assessment_id, indicator, state, value, denominator, evidence, note, origin,
                 born_in)
                VALUES (5, '1.1', 'measured', '25', '28', '', '', 'asked', 1);
            INSERT INTO setting (key, value, born_in) VALUES ('checklists.households/s', '28', 1);
        """)
        connection.commit()
    return path


@pytest.fixture
def next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the scripts with room for one more."""
    scripts = tmp_path / "scripts"
    shutil.copytree(MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrate, "MIGRATIONS", scripts)
    return scripts / "versions" / "0009_next.py"


def test_the_newest_script_equals_the_models(tmp_path: Path) -> None:
    upgrade(tmp_path / "office.db", now=NOW)
    engine = open_engine(tmp_path / "office.db")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_head_is_the_newest_script_of_the_folder() -> None:
    newest = max(script.name.split("_")[0] for script in (MIGRATIONS / "versions").glob("0*.py"))
    assert newest == migrate.HEAD


def test_a_new_file_carries_our_mark(tmp_path: Path) -> None:
    upgrade(tmp_path / "office.db", now=NOW)
    with closing(sqlite3.connect(tmp_path / "office.db")) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_an_empty_file_left_by_a_kill_is_taken_as_new(tmp_path: Path) -> None:
    (tmp_path / "office.db").touch()
    assert upgrade(tmp_path / "office.db", now=NOW) is None


def test_a_step_keeps_children_and_leaves_a_backup_that_opens(
    filled: Path, next_step: Path
) -> None:
    next_step.write_text(FAILING_STEP.format(then="pass"))
    backup = upgrade(filled, now=NOW, target="0009")
    assert backup is not None
    held = filled.with_name("held.db")
    assert unpack(backup, held, Silent()).reason is Reason.UPGRADE
    with closing(sqlite3.connect(held)) as connection:
        assert connection.execute("SELECT count(*) FROM village_name").fetchone() == (1,)
    with closing(sqlite3.connect(filled)) as connection:
        assert connection.execute("SELECT count(*) FROM village_name").fetchone() == (1,)
        assert connection.execute("SELECT extra FROM village").fetchone() == (None,)


def rows_by_table(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall()
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)  # noqa: S608 - the names of its own tables
            for (name,) in tables
            if name != "alembic_version"
        }


@pytest.mark.parametrize("revision", ["0001", "0002", "0003"])
def test_a_filled_file_of_an_older_revision_loses_nothing(filled: Path, revision: str) -> None:
    if revision != "0001":
        upgrade(filled, now=NOW, target=revision, keep_copy=False)
        with closing(sqlite3.connect(filled)) as connection:
            connection.executescript("""
                INSERT INTO local_government (id, uuid, contact, born_in) VALUES (1, 'g', '', 1);
                INSERT INTO village_government (id, village_id, government_id, born_in)
                    VALUES (1, 1, 1, 1);
            """)
            connection.commit()
    before = rows_by_table(filled)
    assert before["assessment"]
    backup = upgrade(filled, now=NOW)
    after = rows_by_table(filled)
    # new columns are the last, and say nothing yet: households aimed at, stage, plan
    unsaid = ("", None) if revision == "0003" else (None, "", None)
    assert after["assessment"] == [row + unsaid for row in before.pop("assessment")]
    assert after["answer"] == [(*row, "", "") for row in before.pop("answer")]
    assert {name: after[name] for name in before} == before
    new = after.keys() - before.keys() - {"assessment", "answer"}
    assert {name for name in new if after[name]} == set()
    assert backup is not None
    held = filled.with_name("held.db")
    unpack(backup, held, Silent())
    assert {name: rows for name, rows in rows_by_table(held).items() if name in before} == before
    assert upgrade(filled, now=NOW) is None


def test_numbers_once_given_are_not_given_again_after_an_upgrade(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("UPDATE sqlite_sequence SET seq = 70 WHERE name = 'village_name'")
        connection.commit()
    upgrade(filled, now=NOW)
    with closing(sqlite3.connect(filled)) as connection:
        last = "SELECT seq FROM sqlite_sequence WHERE name = 'village_name'"
        assert connection.execute(last).fetchone() == (70,)


@pytest.mark.parametrize(
    ("kind", "since", "until"),
    [("nonsense", None, None), ("tambon", "2026-10-01", "2026-10-01")],
)
def test_the_file_itself_refuses_local_governments_of_no_kind_or_no_day(
    filled: Path, kind: str, since: str | None, until: str | None
) -> None:
    upgrade(filled, now=NOW)
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("INSERT INTO local_government VALUES (1, 'y', '', 1)")
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            connection.execute(
                "INSERT INTO local_government_name VALUES (1,1,?,?,?,'ก','ก','9001','',0,1)",
                (since, until, kind),
            )


def test_the_kinds_that_the_file_takes_are_those_of_the_program(tmp_path: Path) -> None:
    upgrade(tmp_path / "office.db", now=NOW)
    with closing(sqlite3.connect(tmp_path / "office.db")) as connection:
        (sql,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'local_government_name'"
        ).fetchone()
    assert all(f"'{kind.key}'" in sql for kind in KINDS)


def test_a_failing_step_leaves_the_file_as_it_was_and_a_retry_works(
    filled: Path, next_step: Path
) -> None:
    before = dump(filled)
    next_step.write_text(FAILING_STEP.format(then='op.execute("SELECT nonsense FROM nowhere")'))
    with pytest.raises(Exception, match="nowhere"):
        upgrade(filled, now=NOW, target="0009")
    assert dump(filled) == before
    next_step.write_text(FAILING_STEP.format(then="pass"))
    upgrade(filled, now=NOW, target="0009")


def test_a_newer_file_is_refused_in_one_sentence_and_left_alone(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    before = dump(filled)
    with pytest.raises(NewerFile, match="รุ่นใหม่กว่า"):
        upgrade(filled, now=NOW)
    assert dump(filled) == before

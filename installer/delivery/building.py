"""The order of a build: from a checkout to one installer, its digest and a table of sizes."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import os
import subprocess
import sys
import tomllib
from pathlib import Path

from children import ROOT, Stopped, run, say

from delivery import compiled, interpreter, lock, needs, signing, sizes, staging, workplace
from delivery.compiling import RELEASE_TARGET, check_version, compile_setup, find_makensis
from delivery.facts import PYTHON_EMBED, BuildFacts
from delivery.file_list import write_file_list
from delivery.launchers import find_tool, make_launchers
from delivery.workplace import OUT, Workplace

_MEGABYTE = 1024 * 1024


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Revision:
    """What git tells of a checkout; `name` ends in + where files differ from the commit.

    A file that git does not know counts too: the wheel would take it along.

    `moment` is in seconds since 1970: SOURCE_DATE_EPOCH, else the commit's, now for changed files.
    """

    name: str
    moment: int


def build(
    source: Path = ROOT,
    out: Path = OUT,
    python_zip: Path | None = None,
    python_sha256: str = "",
    version: str | None = None,
    target: str = RELEASE_TARGET,
) -> Path:
    """The finished installer in `out`, beside it its digest and the stage that it was made of.

    `source` may be another checkout and `version` another number: so an older program is packed to
    try an upgrade from it. Raises Stopped; the last good installer is then as it was.
    """
    certificate = signing.certificate(os.environ)
    if certificate is not None:  # NSIS starts its signing in another folder than this
        os.environ[signing.PFX] = str(certificate.file)
    with workplace.opened(out) as place:
        needs.bring_programs(signing=certificate is not None)
        # what is missing or wrong is said now, not after the minutes of packing
        version = version or version_of(source)
        check_version(version)
        find_makensis()
        for tool in ("gcc", "windres"):
            find_tool(tool)
        tools = needs.bring_tools(place.keep)
        pins = interpreter.read_pins()
        if python_zip is not None:
            python = interpreter.given(python_zip, python_sha256, pins)
        else:
            python = interpreter.fetched(tools, place.work, place.keep / "python", pins)
        say(f"Python {python.version} ({python.source})")
        packages = lock.wheels(tools, place.keep / "wheels", pins)
        facts = _stage(place, source, python, packages, tools, version, certificate)
        return _setup(place, facts, target, certificate)


def _stage(
    place: Workplace,
    source: Path,
    python: interpreter.Interpreter,
    packages: tuple[Path, ...],
    tools: Path,
    version: str,
    certificate: signing.Certificate | None,
) -> BuildFacts:
    revision = revision_of(source)
    stage = place.work / "stage"
    stage.mkdir()
    say("กำลังสร้างชุดโปรแกรม")
    own = staging.our_wheel(tools, source, place.work / "wheel", revision.moment)
    saved = staging.lay_program(stage, python, (*packages, own))
    say(f"ตัดส่วนที่โปรแกรมไม่ใช้ออก {saved / _MEGABYTE:.0f} MB")
    launchers = make_launchers(stage, version)
    facts = BuildFacts(
        version=version,
        build=staging.digest(stage)[:8],
        made_on=_day(revision.moment).isoformat(),
        python=python.version,
        python_source=python.source,
        for_trying=python.source == PYTHON_EMBED,
        signed=certificate is not None,
        revision=revision.name,
    )
    staging.write_facts(stage, facts)
    say("กำลังแปลงโปรแกรมเป็นรหัสพร้อมใช้")
    program = stage / "program"
    minor = ".".join(python.version.split(".")[:2])
    magic = interpreter.bytecode_magic(python)
    compiled.compile_sources(program / "app", program / "runtime", minor, magic, place.work)
    write_file_list(program)
    if certificate is not None:
        for launcher in launchers:
            signing.sign(launcher, certificate)
    return facts


def _setup(
    place: Workplace, facts: BuildFacts, target: str, certificate: signing.Certificate | None
) -> Path:
    stage = place.work / "stage"
    say(sizes.table(stage))
    say("กำลังบีบอัดเป็นตัวติดตั้ง (ราวหนึ่งถึงสองนาที)")
    finalize = subprocess.list2cmdline([sys.executable, signing.__file__]) if certificate else ""
    setup = compile_setup(stage, place.work / facts.setup_name, facts, target, finalize)
    if certificate is not None:
        signing.sign(setup, certificate)
    digest = hashlib.sha256(setup.read_bytes()).hexdigest()
    final = place.out / facts.setup_name
    beside = place.work / f"{facts.setup_name}.sha256"
    beside.write_text(f"{digest}  {facts.setup_name}\n", encoding="ascii", newline="\n")
    workplace.finish(stage, place.out / "stage")
    workplace.finish(beside, place.out / beside.name)
    workplace.finish(setup, final)
    say(f"{final.stat().st_size / _MEGABYTE:8.1f} MB  {final}")
    say(f"SHA-256 {digest}")
    for remark in remarks(facts):
        say(remark)
    return final


def remarks(facts: BuildFacts) -> list[str]:
    """What whoever hands this installer out must know."""
    told = [f"รุ่น {facts.version} ชุด {facts.build} Python {facts.python}"]
    if facts.for_trying:
        told.append("ใช้ทดลองเท่านั้น ห้ามแจก รุ่นแจกโปรดสั่งด้วย --python กับไฟล์จากเว็บของ Python")
    if not facts.signed:
        told.append("ยังไม่มีลายเซ็นดิจิทัล Windows จะเตือนเมื่อเปิด โปรดตั้งค่า CDD_SIGN_PFX ก่อนแจก")
    return told


def version_of(source: Path) -> str:
    declared = tomllib.loads((source / "pyproject.toml").read_text(encoding="utf-8"))
    return str(declared["project"]["version"])


def revision_of(source: Path) -> Revision:
    """Where `source` is no git checkout, no name and this moment."""
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = int(datetime.datetime.now(tz=datetime.UTC).timestamp())
    git = ["git", "-C", str(source)]
    try:
        code, line = run([*git, "log", "-1", "--format=%h %ct"], quiet=True)
        top = run([*git, "rev-parse", "--show-prefix"], quiet=True)[1].strip()
        changed = run([*git, "status", "--porcelain"], quiet=True)[1]
    except FileNotFoundError:
        code, line, top, changed = 1, "", "", ""
    if code != 0 or top:  # a folder without git inside another checkout is not that checkout
        return Revision(name="", moment=int(told) if told.isdigit() else now)
    name, _, committed = line.strip().partition(" ")
    moment = now if changed.strip() else int(committed)
    return Revision(
        name=f"{name}+" if changed.strip() else name,
        moment=int(told) if told.isdigit() else moment,
    )


def _day(moment: int) -> datetime.date:
    return datetime.datetime.fromtimestamp(moment, tz=datetime.UTC).date()


def renew_lock() -> None:
    """requirements.txt and tools.txt anew; for whoever raises a version in constraints.txt."""
    with workplace.opened(OUT) as place:
        tools = needs.bring_tools(place.keep)
        lock.renew(tools, place.work, place.keep / "wheels", interpreter.read_pins())


def check_arguments(python_zip: Path | None, python_sha256: str, setup: Path | None) -> None:
    if python_sha256 and python_zip is None:
        raise Stopped("--python-sha256 ใช้คู่กับ --python โปรดระบุไฟล์ zip ของ Python ด้วย")
    if setup is not None and not setup.is_file():
        raise Stopped(f"ไม่พบตัวติดตั้ง {setup} ที่ --setup ระบุ โปรดตรวจชื่อไฟล์แล้วสั่งอีกครั้ง")

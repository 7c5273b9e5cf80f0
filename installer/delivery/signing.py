"""Signs programs with the office's certificate, when the environment names one.

    CDD_SIGN_PFX          the certificate with its key, a .pfx file
    CDD_SIGN_PASSWORD     its password
    CDD_SIGN_TIMESTAMP    address of a time-stamping service; without it the signature ends with
                          the certificate

Run as a program it signs the files named: so does NSIS have its uninstaller signed.
"""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # when NSIS starts this file

from children import Stopped, say

from delivery.binaries import read_binary

PFX = "CDD_SIGN_PFX"
_DESCRIPTION = "CDD Desktop"
_HIDDEN = "********"


@dataclasses.dataclass(frozen=True, kw_only=True, slots=True)
class Certificate:
    file: Path
    password: str = dataclasses.field(repr=False)
    timestamp: str


def certificate(environment: Mapping[str, str]) -> Certificate | None:
    """The one to sign with, None: none is named; raises Stopped for one that is not there."""
    name = environment.get(PFX, "")
    if not name:
        return None
    file = Path(name)
    if not file.is_file():
        raise Stopped(f"ไม่พบใบรับรอง {file} ที่ {PFX} ระบุ โปรดแก้แล้วสั่งอีกครั้ง")
    return Certificate(
        file=file.resolve(),
        password=environment.get("CDD_SIGN_PASSWORD", ""),
        timestamp=environment.get("CDD_SIGN_TIMESTAMP", ""),
    )


def sign(file: Path, with_: Certificate) -> None:
    """Replaces `file` by its signed self; raises Stopped and leaves it as it was."""
    with tempfile.TemporaryDirectory(prefix="cdd-sign-") as folder:
        signed = Path(folder) / "signed.exe"
        shutil.copyfile(file, signed)
        if os.name == "nt":
            _run(_signtool(signed, with_), with_)
        else:
            secret = Path(folder) / "password"
            secret.touch(mode=0o600)
            secret.write_text(with_.password, encoding="utf-8")
            _run(_osslsigncode(file, signed, secret, with_), with_)
        if not read_binary(signed).signed:
            raise Stopped(f"ลงลายเซ็นใน {file.name} ไม่สำเร็จ โปรดตรวจใบรับรองแล้วสั่งอีกครั้ง")
        shutil.copyfile(signed, file)


def _osslsigncode(file: Path, signed: Path, secret: Path, with_: Certificate) -> list[str]:
    signed.unlink()  # osslsigncode writes no file that is there
    command = ["osslsigncode", "sign", "-pkcs12", str(with_.file), "-readpass", str(secret)]
    stamp = ["-ts", with_.timestamp] if with_.timestamp else []
    ends = ["-in", str(file), "-out", str(signed)]
    return [*command, "-h", "sha256", "-n", _DESCRIPTION, *stamp, *ends]


def _signtool(signed: Path, with_: Certificate) -> list[str]:
    """Signs in place; the password is an argument there, seen by this user's own programs alone."""
    tool = _find_signtool()
    stamp = ["/tr", with_.timestamp, "/td", "sha256"] if with_.timestamp else []
    key = ["/f", str(with_.file), "/p", with_.password]
    return [tool, "sign", "/fd", "sha256", "/d", _DESCRIPTION, *stamp, *key, str(signed)]


def _find_signtool() -> str:
    if (found := shutil.which("signtool")) is not None:
        return found
    kits = Path(os.environ.get("PROGRAMFILES(X86)", ""), "Windows Kits", "10", "bin")
    there = sorted(kits.glob("10.*/x64/signtool.exe"))
    if not there:
        raise Stopped("เครื่องนี้ไม่มี signtool โปรดติดตั้ง Windows SDK (Signing Tools) แล้วสั่งอีกครั้ง")
    return str(there[-1])


def _run(command: list[str], with_: Certificate) -> None:
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        told = hidden(done.stdout, with_)
        raise Stopped(f"{told}\nลงลายเซ็นไม่ได้ โปรดตรวจใบรับรอง รหัสผ่านและเครือข่าย แล้วสั่งอีกครั้ง")


def hidden(text: str, with_: Certificate) -> str:
    """The text without the password, whatever a tool repeats of its command line."""
    return text.replace(with_.password, _HIDDEN) if with_.password else text


def main(arguments: list[str]) -> int:
    try:
        with_ = certificate(os.environ)
        if with_ is None:
            raise Stopped("ไม่ได้ระบุใบรับรองใน CDD_SIGN_PFX โปรดตั้งค่าแล้วสั่งอีกครั้ง")
        for name in arguments:
            sign(Path(name), with_)
    except Stopped as reason:
        say(str(reason))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

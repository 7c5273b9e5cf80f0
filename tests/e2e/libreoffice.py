"""LibreOffice fills in workbooks by a macro of its own, as somebody at its keyboard would."""

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Fill"/>
</library:library>
"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Fill"
 script:language="StarBasic">
Sub Run(jobs As String)
  On Error GoTo Stopped
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim wanted(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  wanted(0).Name = "FilterName"
  files = CreateUnoService("com.sun.star.ucb.SimpleFileAccess")
  stream = CreateUnoService("com.sun.star.io.TextInputStream")
  stream.setInputStream(files.openFileRead(jobs))
  stream.setEncoding("UTF-8")
  Do While Not stream.isEOF()
    parts = Split(stream.readLine(), Chr(9))
    Select Case parts(0)
    Case "open"
      doc = StarDesktop.loadComponentFromURL(parts(1), "_blank", 0, hidden())
      sheet = doc.Sheets.getByName(parts(2))
    Case "text"
      sheet.getCellByPosition(CLng(parts(1)), CLng(parts(2))).String = parts(3)
    Case "number"
      sheet.getCellByPosition(CLng(parts(1)), CLng(parts(2))).Value = Val(parts(3))
    Case "save"
      wanted(0).Value = parts(2)
      doc.storeToURL(parts(1), wanted())
      doc.close(True)
    End Select
  Loop
  stream.closeInput()
Stopped:
  StarDesktop.terminate()
End Sub
</script:module>
"""
_FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".ods": "calc8"}
_WITHIN_S = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """A workbook, what is typed in its sheet (row and column from 0), and where it is saved."""

    path: Path
    sheet: str
    cells: dict[tuple[int, int], str | int]
    out: Path


def fill_in(folder: Path, typings: Iterable[Typing]) -> None:
    """Let LibreOffice do it all, with a profile of its own in `folder`."""
    profile = folder / "profile"
    _run(profile, "--terminate_after_init")  # makes the profile, and would put a macro in it back
    macros = profile / "user" / "basic" / "Standard"
    (macros / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (macros / "Fill.xba").write_text(_MODULE, encoding="utf-8")
    jobs = folder / "jobs.txt"
    lines: list[str] = []
    for typing in typings:
        lines.append(f"open\t{typing.path.as_uri()}\t{typing.sheet}")
        for (row, column), value in typing.cells.items():
            kind = "number" if isinstance(value, int) else "text"
            lines.append(f"{kind}\t{column}\t{row}\t{value}")
        lines.append(f"save\t{typing.out.as_uri()}\t{_FILTERS[typing.out.suffix]}")
    jobs.write_text("\n".join(lines), encoding="utf-8")
    _run(profile, f'macro:///Standard.Fill.Run("{jobs.as_uri()}")')


def _run(profile: Path, *words: str) -> None:
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    subprocess.run([*command, *words], check=True, capture_output=True, timeout=_WITHIN_S)

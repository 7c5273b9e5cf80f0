"""Thai for the words that NSIS says by itself: in its stubs, its Thai language file and a header.

The stubs are programs; their sentences are replaced in place, in a private copy of NSIS, so a
replacement must not be longer than what it replaces.
"""

from __future__ import annotations

import re
from pathlib import Path

from children import Stopped

# Beginning of the English sentence in the stub -> the whole Thai sentence.
STUB_WORDS = {
    "unpacking data: %d%%": "กำลังคลายไฟล์ %d%%",
    "verifying installer: %d%%": "กำลังตรวจไฟล์ %d%%",
    "Error launching installer": "เปิดไม่ได้ โปรดเปิดใหม่",
    "Installer integrity check has failed.": (
        "ไฟล์ติดตั้งนี้ไม่ครบหรือเสียหาย จึงไม่ได้ติดตั้ง\n"
        "โปรแกรมรุ่นเดิม (ถ้ามี) ยังใช้งานได้\n\n"
        "โปรดคัดลอกหรือดาวน์โหลดไฟล์ติดตั้งใหม่แล้วเปิดอีกครั้ง"
    ),
    "Error writing temporary file.": "เขียนไฟล์ชั่วคราวไม่ได้ โปรดเพิ่มเนื้อที่ว่างแล้วลองอีกครั้ง",
    "NSIS Error": "ติดตั้ง",
}

# Entry of the language file (Thai.nlf) -> our wording. No `&`: it would underline a consonant
# below its marks, and Enter and Tab reach every button.
LANGUAGE_WORDS = {
    "Branding": "พช. เดสก์ท็อป %s",
    "SetupCaption": "ติดตั้ง $(^Name)",
    "UninstallCaption": "ถอน $(^Name)",
    "CompletedSubCaption": ": เสร็จแล้ว",
    "ConfirmSubCaption": ": ยืนยัน",
    "UninstallingSubCaption": ": กำลังถอน",
    "UnCompletedSubCaption": ": เสร็จแล้ว",
    "BackBtn": "< ย้อนกลับ",
    "NextBtn": "ถัดไป >",
    "InstallBtn": "ติดตั้ง",
    "UninstallBtn": "ถอนโปรแกรม",
    "CancelBtn": "ยกเลิก",
    "CloseBtn": "ปิด",
    "ShowDetailsBtn": "รายละเอียด",
    "ClickNext": "กด ถัดไป",
    "ClickInstall": "กด ติดตั้ง เพื่อเริ่ม",
    "ClickUninstall": "กด ถอนโปรแกรม เพื่อเริ่ม",
    "Completed": "เสร็จแล้ว",
    "UninstallingText": "ถอนโปรแกรม $(^NameDA)",
    "UninstallingSubText": "ถอนจาก:",
    "FileError": (
        "เขียนไฟล์ไม่ได้:\\r\\n\\r\\n$0\\r\\n\\r\\nกด ยกเลิก เพื่อหยุด หรือ ลองอีกครั้ง เมื่อปิดโปรแกรมที่ใช้ไฟล์นี้แล้ว"
    ),
    "FileError_NoIgnore": (
        "เขียนไฟล์ไม่ได้:\\r\\n\\r\\n$0\\r\\n\\r\\nกด ลองอีกครั้ง เมื่อปิดโปรแกรมที่ใช้ไฟล์นี้แล้ว หรือ ยกเลิก เพื่อหยุด"
    ),
    "CantWrite": '"เขียนไม่ได้: "',
    "CopyFailed": "คัดลอกไม่ได้",
    "CouldNotLoad": '"เปิดไม่ได้: "',
    "CreateFolder": '"สร้างโฟลเดอร์: "',
    "CreateShortcut": '"สร้างทางลัด: "',
    "CreatedUninstaller": '"สร้างตัวถอนโปรแกรม: "',
    "DeleteOnReboot": '"ลบเมื่อเปิดเครื่องใหม่: "',
    "ErrorCreatingShortcut": '"สร้างทางลัดไม่ได้: "',
    "ErrorCreating": '"สร้างไฟล์ไม่ได้: "',
    "ErrorDecompressing": (
        "คลายไฟล์ไม่ได้ รุ่นเดิม (ถ้ามี) ยังใช้งานได้ โปรดเพิ่มเนื้อที่ว่าง หรือคัดลอกไฟล์ติดตั้งใหม่ แล้วติดตั้งอีกครั้ง"
    ),
    "ErrorWriting": (
        '"เนื้อที่ว่างไม่พอหรือเขียนไฟล์ไม่ได้ รุ่นเดิม (ถ้ามี) ยังใช้งานได้ โปรดเพิ่มเนื้อที่ว่างแล้วติดตั้งอีกครั้ง ไฟล์: "'
    ),
    "Exec": '"เปิด: "',
    "ExecShell": '"เปิด: "',
    "Extract": '"วางไฟล์: "',
    "InvalidOpcode": "ไฟล์ติดตั้งนี้เสียหาย โปรดคัดลอกไฟล์ติดตั้งใหม่แล้วเปิดอีกครั้ง",
    "OutputFolder": '"โฟลเดอร์: "',
    "RemoveFolder": '"ลบโฟลเดอร์: "',
    "RenameOnReboot": '"เปลี่ยนชื่อเมื่อเปิดเครื่องใหม่: "',
    "CopyDetails": "คัดลอกรายละเอียด",
}

_COUNTED = re.compile(r"^\s*DetailPrint '(?:Size:\$9 \$2  )?Files:.*$\n", re.MULTILINE)


def with_stub_words(stub: bytes) -> bytes:
    """The stub, of the same length, saying our sentences.

    Raises Stopped when a sentence is not there or ours does not fit: then this NSIS is not one
    that we know, and it would speak English to the office.
    """
    for english, thai in STUB_WORDS.items():
        found = [match.start() for match in re.finditer(re.escape(_utf16(english)), stub)]
        if not found:
            raise Stopped(
                f"NSIS รุ่นนี้ไม่มีข้อความ “{english}” โปรดใช้ NSIS 3.08 หรือแก้ STUB_WORDS แล้วสั่งอีกครั้ง"
            )
        for start in found:
            room = _length(stub, start)
            ours = _utf16(thai)
            if len(ours) > room:
                raise Stopped(
                    f"ข้อความ “{thai}” ยาวกว่าที่ว่างใน NSIS ({room // 2} ตัว) โปรดย่อแล้วสั่งอีกครั้ง"
                )
            stub = stub[:start] + ours.ljust(room, b"\0") + stub[start + room :]
    return stub


def with_language_words(language: str) -> str:
    """The text of Thai.nlf with our wording; raises Stopped when an entry is not there."""
    lines = language.splitlines()
    for entry, words in LANGUAGE_WORDS.items():
        heading = f"# ^{entry}"
        if heading not in lines:
            raise Stopped(f"ไฟล์ภาษาไทยของ NSIS ไม่มี {heading} โปรดใช้ NSIS 3.08 แล้วสั่งอีกครั้ง")
        lines[lines.index(heading) + 1] = words
    return "\n".join(lines) + "\n"


def without_counted_words(header: str) -> str:
    """The text of FileFunc.nsh whose GetSize counts without telling each folder in English."""
    silent, told = _COUNTED.subn("", header)
    if told == 0:
        raise Stopped("FileFunc.nsh ของ NSIS ไม่ใช่รุ่นที่รู้จัก โปรดใช้ NSIS 3.08 แล้วสั่งอีกครั้ง")
    return silent


def put_words_into(nsis: Path) -> None:
    """Replaces the words of NSIS that setup.nsi may come to show."""
    for stub in sorted((nsis / "Stubs").glob("lzma_solid-*-unicode")):
        stub.write_bytes(with_stub_words(stub.read_bytes()))
    language = nsis / "Contrib" / "Language files" / "Thai.nlf"
    words = with_language_words(language.read_text(encoding="utf-8-sig"))
    language.write_text(words, encoding="utf-8-sig", newline="\r\n")
    header = nsis / "Include" / "FileFunc.nsh"
    silent = without_counted_words(header.read_text(encoding="cp1252"))
    header.write_text(silent, encoding="cp1252", newline="\r\n")


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _length(stub: bytes, start: int) -> int:
    """Bytes of the sentence that starts there, without its closing NUL."""
    end = start
    while stub[end : end + 2] not in (b"\0\0", b""):
        end += 2
    return end - start

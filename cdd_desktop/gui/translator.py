"""Qt's own words in Thai: it ships no Thai catalogue, so OK, Cancel and the edit menus are ours."""

from PySide6.QtCore import QObject, QTranslator
from typing_extensions import override

_WORDS = {
    "OK": "ตกลง",
    "Cancel": "ยกเลิก",
    "Close": "ปิด",
    "Yes": "ใช่",
    "No": "ไม่ใช่",
    "Yes to All": "ใช่ทั้งหมด",
    "No to All": "ไม่ใช่ทั้งหมด",
    "Save": "บันทึก",
    "Save All": "บันทึกทั้งหมด",
    "Save As": "บันทึกเป็น",
    "Don't Save": "ไม่บันทึก",
    "Discard": "ไม่บันทึก",
    "Close without Saving": "ปิดโดยไม่บันทึก",
    "Apply": "นำไปใช้",
    "Reset": "คืนค่าเดิม",
    "Restore Defaults": "คืนค่าเริ่มต้น",
    "Help": "วิธีใช้",
    "Open": "เปิด",
    "Abort": "หยุด",
    "Retry": "ลองใหม่",
    "Ignore": "ข้าม",
    "Undo": "เลิกทำ",
    "Redo": "ทำซ้ำ",
    "Cut": "ตัด",
    "Copy": "คัดลอก",
    "Copy Link Location": "คัดลอกที่อยู่ลิงก์",
    "Paste": "วาง",
    "Delete": "ลบ",
    "Select All": "เลือกทั้งหมด",
    "Clear": "ล้าง",
    "Step up": "เพิ่ม",
    "Step down": "ลด",
    "Insert Unicode control character": "แทรกอักขระควบคุม",
    "Show Details...": "แสดงรายละเอียด",
    "Hide Details...": "ซ่อนรายละเอียด",
    "Look in:": "ดูใน:",
    "File name:": "ชื่อไฟล์:",
    "Files of type:": "ชนิดไฟล์:",
    "File": "ไฟล์",
    "Folder": "โฟลเดอร์",
    "Files": "ไฟล์",
    "Directory:": "โฟลเดอร์:",
    "Directories": "โฟลเดอร์",
    "Choose": "เลือก",
    "Find Directory": "เลือกโฟลเดอร์",
    "Create New Folder": "สร้างโฟลเดอร์ใหม่",
    "New Folder": "โฟลเดอร์ใหม่",
    "Rename": "เปลี่ยนชื่อ",
    "Show hidden files": "แสดงไฟล์ที่ซ่อน",
    "Back": "ย้อนกลับ",
    "Forward": "ไปข้างหน้า",
    "Parent Directory": "โฟลเดอร์ที่อยู่เหนือ",
    "List View": "มุมมองรายการ",
    "Detail View": "มุมมองรายละเอียด",
    "Recent Places": "ที่ใช้ล่าสุด",
    "Remove": "นำออก",
    "My Computer": "คอมพิวเตอร์",
    "Computer": "คอมพิวเตอร์",
    "Drive": "ไดรฟ์",
    "Name": "ชื่อ",
    "Size": "ขนาด",
    "Kind": "ชนิด",
    "Type": "ชนิด",
    "Date Modified": "แก้ไขเมื่อ",
    "All Files": "ทุกไฟล์",
    "All Files (*)": "ทุกไฟล์ (*)",
    "All files (*)": "ทุกไฟล์ (*)",
    "Print": "พิมพ์",
    "Options": "ตัวเลือก",
    "Printer": "เครื่องพิมพ์",
    "Name:": "ชื่อ:",
    "Type:": "ชนิด:",
    "Output file:": "ไฟล์ที่ได้:",
    "Options >>": "ตัวเลือก >>",
    "Options <<": "ตัวเลือก <<",
    "Print to File (PDF)": "พิมพ์เป็นไฟล์ PDF",
    "Local file": "ไฟล์ในเครื่องนี้",
    "Write PDF file": "เขียนไฟล์ PDF",
    "Pages": "หน้า",
    "Copies": "ชุด",
    "Copies:": "จำนวนชุด:",
    "Print all": "พิมพ์ทุกหน้า",
    "Print range": "ช่วงที่พิมพ์",
    "Current Page": "หน้านี้",
    "Properties": "คุณสมบัติ",
    "Location:": "ที่ตั้ง:",
    "Preview": "ตัวอย่าง",
    "Collate": "เรียงเป็นชุด",
    "Reverse": "กลับลำดับหน้า",
    "Paper": "กระดาษ",
    "Page size:": "ขนาดกระดาษ:",
    "Width:": "กว้าง:",
    "Height:": "สูง:",
    "Orientation": "แนวกระดาษ",
    "Portrait": "แนวตั้ง",
    "Landscape": "แนวนอน",
    "Margins": "ระยะขอบ",
    "%1 already exists.\nDo you want to replace it?": "มีไฟล์ %1 อยู่แล้ว ต้องการเขียนทับหรือไม่",
    "%1 already exists.\nDo you want to overwrite it?": "มีไฟล์ %1 อยู่แล้ว ต้องการเขียนทับหรือไม่",
    "%1\nFile not found.\nPlease verify the correct file name was given.": (
        "ไม่พบไฟล์ %1 กรุณาตรวจชื่อไฟล์แล้วลองใหม่"
    ),
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
        "ไม่พบโฟลเดอร์ %1 กรุณาตรวจชื่อโฟลเดอร์แล้วลองใหม่"
    ),
    "%1 is a directory.\nPlease choose a different file name.": "%1 เป็นโฟลเดอร์ กรุณาใส่ชื่อไฟล์",
    "File %1 is not writable.\nPlease choose a different file name.": (
        "เขียนไฟล์ %1 ไม่ได้ กรุณาใช้ชื่ออื่น"
    ),
    "The 'From' value cannot be greater than the 'To' value.": (
        "หน้าแรกต้องไม่มากกว่าหน้าสุดท้าย กรุณาแก้ช่วงหน้าที่พิมพ์"
    ),
    "Are you sure you want to delete '%1'?": "ต้องการลบ %1 หรือไม่",
    "Could not delete directory.": "ลบโฟลเดอร์ไม่ได้ กรุณาตรวจว่าไม่มีโปรแกรมใดใช้อยู่",
    "Page up": "ขึ้นหนึ่งหน้า",
    "Page down": "ลงหนึ่งหน้า",
}


class ThaiTranslator(QTranslator):
    """Answers with the Thai word whatever class of Qt asks; `&` of a mnemonic is dropped."""

    @override
    def translate(
        self,
        context: str,
        sourceText: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        """Qt wants a null text, which Python gives as None, for what is not translated."""
        return _WORDS.get(sourceText.replace("&", ""))  # type: ignore[return-value]

    @override
    def isEmpty(self) -> bool:
        return False


def thai_translator(parent: QObject) -> ThaiTranslator:
    """The translator to install on the application, which must keep it as its child."""
    return ThaiTranslator(parent)

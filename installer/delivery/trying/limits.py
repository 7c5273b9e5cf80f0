"""What a trial under Wine cannot prove; it stands at the end of every log."""

from __future__ import annotations

ALWAYS = (
    "SmartScreen และโปรแกรมป้องกันไวรัส: Wine ไม่มี ต้องลองกับไฟล์ที่ลงลายเซ็นดิจิทัลแล้วในเครื่องของสำนักงาน",
    "การล็อกไฟล์: Wine ยอมให้ย้ายหรือลบบางไฟล์ที่ Windows ไม่ยอม",
    "ไฟดับจริง: ที่ลองคือการหยุดตัวติดตั้งทันที สิ่งที่เขียนแล้วยังถึงดิสก์",
    "icuuc.dll และ bcryptprimitives.dll: Wine 8 ไม่มี จึงใช้ตัวแทน Windows 10 มีของจริง",
    "_wmi.pyd: ถูกปิดไว้ใน Wine เพราะ WMI ของ Wine 8 ทำให้โปรแกรมล้ม ไฟล์ที่ติดตั้งมีครบ",
    "ตัวอักษรบนจอจริง: DirectWrite, ClearType และแบบอักษรของ Windows ต่างจาก Wine",
    "เครื่องพิมพ์ กล่องพิมพ์ และไดรเวอร์ของสำนักงาน",
    "จอที่ขยาย 125% ถึง 200% และหลายจอที่ขยายไม่เท่ากัน",
    "แป้นพิมพ์ไทย การสลับภาษา และแป้นพิมพ์บนจอ",
    "การปักหมุดที่แถบงาน เมนูเริ่มของจริง และไอคอนบนพื้นโต๊ะ",
    "Windows ก่อนรุ่น 1809, Windows 32 บิต และ Windows บน ARM ที่ตัวติดตั้งต้องไม่รับ",
    "บัญชีผู้ใช้ที่ถูกจำกัดด้วยนโยบายของหน่วยงาน (AppLocker, Group Policy) และโฟลเดอร์ที่ OneDrive ดูแล",
    "เวลาเปิดโปรแกรมในเครื่องเก่าที่มี Windows และโปรแกรมป้องกันไวรัสจริง",
)
TWIN = (
    "ตัวติดตั้ง 32 บิตที่แจกจริง: Wine ของเครื่องนี้เปิดโปรแกรม 32 บิตไม่ได้ ที่ลองคือคู่แฝด 64 บิตจากสคริปต์และไฟล์ชุดเดียวกัน"
)
NO_THAI_CODE_PAGE = "รหัสภาษา 874 ของ Windows ภาษาไทย: เครื่องนี้สร้างภาษาไทยให้ Wine ไม่ได้"
NO_MOUNT = "ดิสก์เต็มและโฟลเดอร์ที่เขียนไม่ได้: ต้องสั่งด้วยสิทธิ์ root ที่ต่อดิสก์ (mount) ได้"


def lines(*, twin: bool, code_page: str, mounted: bool) -> list[str]:
    more = [(TWIN, twin), (NO_THAI_CODE_PAGE, code_page != "874"), (NO_MOUNT, not mounted)]
    return [*(text for text, holds in more if holds), *ALWAYS]

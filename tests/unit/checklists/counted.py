"""A small instrument that counts households, without levels: what the tests judge by."""

from cdd_desktop.checklists.instruments import Instrument
from cdd_desktop.checklists.library import parse_instrument

TEXT = """\
id: small
version: "2549"
title: แบบทดสอบนับครัวเรือน
short_title: แบบทดสอบ
owner: กรมทดสอบ
source: ทดสอบ
in_force_from: 2549
subjects: [village]
rounds: [before, after]
default_round: after
main_count: 0
counts: {topics: 1, indicators: 3}
households: {count: 30, check: {status: รอตรวจ, source: ทดสอบ}}
levels: []
levels_note: ไม่พบเกณฑ์
topics:
  - code: "1"
    name: ด้านเดียว
    short_name: เดียว
    check: {status: ตรวจแล้ว, source: ทดสอบ}
    indicators:
      - code: "1.1"
        number: 1
        text: ครัวเรือนทำสวนครัว
        kind: households
        check: {status: ตรวจแล้ว, source: ทดสอบ}
      - code: "1.2"
        number: 2
        text: ครัวเรือนออม
        kind: households
        check: {status: ตรวจแล้ว, source: ทดสอบ}
      - code: "1.3"
        number: 3
        text: ชุมชนมีกลุ่มออมทรัพย์
        check: {status: ตรวจแล้ว, source: ทดสอบ}
"""


def counted_instrument() -> Instrument:
    """The instrument of `TEXT`."""
    return parse_instrument(TEXT, "small.yaml")

"""A small edition of PMQA: the one that comes with the program has no indicators."""

from datetime import date

from cdd_desktop.bootstrap import Services

PMQA = "pmqa-4"
YEAR = 2569
EDITION = """\
id: pmqa-4
version: "2569 ทดสอบ"
title: การประเมินสถานะของหน่วยงานในการเป็นระบบราชการ 4.0
short_title: PMQA 4.0
owner: สำนักงาน ก.พ.ร.
source: ทดสอบ
in_force_from: 2568
subjects: []
rounds: [after]
default_round: after
main_count: 0
counts: {topics: 2, indicators: 4}
judges_office: true
crosswalk:
  version: "2561"
  links:
    - {before: "", now: "1.1", relation: new}
    - {before: "", now: "1.2", relation: new}
    - {before: "", now: "2.1", relation: new}
    - {before: "", now: "2.2", relation: new}
levels:
  - {code: 1, name: พื้นฐาน, shade: 0, is_attained: false, check: {status: รอตรวจ, source: ทดสอบ}}
  - code: 2
    name: ก้าวหน้า
    shade: 2
    check: {status: รอตรวจ, source: ทดสอบ}
    conditions: [{metric: points, at_least: 6}]
topics:
  - code: "1"
    name: หมวด 1 การนำองค์การ
    short_name: นำองค์การ
    check: {status: รอตรวจ, source: ทดสอบ}
    indicators:
      - {code: "1.1", number: 1, text: มีแผนยุทธศาสตร์, check: {status: รอตรวจ, source: ทดสอบ}}
      - code: "1.2"
        number: 2
        text: ผู้บริหารสื่อสารทิศทาง
        kind: score
        scale: {lowest: 0, highest: 5}
        check: {status: รอตรวจ, source: ทดสอบ}
  - code: "2"
    name: หมวด 2 การวางแผนเชิงยุทธศาสตร์
    short_name: ยุทธศาสตร์
    check: {status: รอตรวจ, source: ทดสอบ}
    indicators:
      - code: "2.1"
        number: 3
        text: แผนรองรับการเปลี่ยนแปลง
        kind: choice
        options:
          - {code: A, text: ยังไม่มี, points: 0}
          - {code: B, text: มีและใช้, points: 2}
        check: {status: รอตรวจ, source: ทดสอบ}
      - code: "2.2"
        number: 4
        text: บุคลากรที่ได้พัฒนา
        kind: number
        unit: ร้อยละ
        passing: {at_least: 80}
        check: {status: รอตรวจ, source: ทดสอบ}
"""


def publish_pmqa(services: Services) -> None:
    """New sheets of PMQA are begun with `EDITION`."""
    shipped = services.checklists.instrument(PMQA)
    draft = services.instruments.begin(PMQA, None, "ร่าง", 2568, title=shipped.title)
    assert draft.uuid is not None
    draft = services.instruments.save_text(draft.uuid, EDITION, draft.row_version)
    assert draft.uuid is not None
    services.instruments.publish(draft.uuid, date(2026, 10, 1))

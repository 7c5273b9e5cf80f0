"""Commands about verifications: choosing a sample, keying it again, and what that tells."""

import argparse

from cdd_desktop.bootstrap import Services, open_office
from cdd_desktop.checklists.instruments import MOI_23, Round
from cdd_desktop.checklists.verifying.errors_paper import told_estimate
from cdd_desktop.checklists.verifying.records import (
    ComparedSheet,
    Proposal,
    SampledSheet,
    Verification,
    Why,
)
from cdd_desktop.checklists.verifying.typed import in_words
from cdd_desktop.cli.verify_grammar import REASONS
from cdd_desktop.errors import NotFound, ValidationFailed
from cdd_desktop.thai.calendar import thai_date
from cdd_desktop.thai.digits import is_ascii_digits, to_arabic

_HANDLE = 6  # last digits of an identity by which a sample is called
_WHY = dict(zip(REASONS, (Why.NEAR_LEVEL, Why.OUTLIER, Why.NEW_CLERK, Why.RANDOM), strict=True))


def propose(chosen: argparse.Namespace) -> int:
    """`verify propose --area CODE --year YEAR --size N [--seed N] [--why REASON] …`."""
    with open_office(chosen.data_dir) as services:
        _print_proposal(_proposal(services, chosen))
    return 0


def start(chosen: argparse.Namespace) -> int:
    """`verify start --by NAME …`: the same, and begin."""
    with open_office(chosen.data_dir) as services:
        proposal = _proposal(services, chosen)
        begun = services.verification.start(proposal, chosen.by, note=chosen.note)
    _print_proposal(proposal)
    print(
        f"เริ่มสอบทานแล้ว รหัส {_handle(begun)} กรอกซ้ำด้วย verify key {_handle(begun)} รหัสหมู่บ้าน ข้อ=คำตอบ"
    )
    return 0


def show_list(chosen: argparse.Namespace) -> int:
    """`verify list --area CODE --year YEAR`: a line for each sample, the newest first."""
    with open_office(chosen.data_dir) as services:
        found = services.verification.about(*_of_sheets(services, chosen))
    for each in found:
        keyed = sum(sheet.is_keyed for sheet in each.sheets)
        state = "ปิดแล้ว" if each.closed_on is not None else f"เหลือตัดสิน {each.unresolved:,} ข้อ"
        print(
            f"{_handle(each)}\t{thai_date(each.chosen_on)}\tพื้นที่ {each.area_code or 'ทั้งสำนักงาน'}\t"
            f"กรอกซ้ำแล้ว {keyed:,} จาก {len(each.sheets):,} แบบ\t{each.keyed_by}\t{state}"
        )
    if not found:
        print("ยังไม่มีการสอบทานของพื้นที่ ปี และรอบนี้ เริ่มด้วย verify start")
    return 0


def show(chosen: argparse.Namespace) -> int:
    """`verify show SAMPLE`: its sheets, the differences of finished ones, and the estimate."""
    with open_office(chosen.data_dir) as services:
        found = services.verification.findings(_sample(services, chosen.sample).uuid)
        finished = {each.sheet.uuid: each for each in found.sheets}
        for sheet in found.verification.sheets:
            told = "กรอกซ้ำเสร็จ" if sheet.is_keyed else f"กรอกซ้ำ {sheet.keyed} จาก {sheet.asked} ข้อ"
            print(f"{sheet.code}\t{sheet.label}\t{sheet.why.label}\t{told}")
            if sheet.uuid in finished:
                _print_differences(finished[sheet.uuid])
        if found.of_all is None:
            print("ยังประมาณไม่ได้ เพราะยังไม่มีแบบที่สุ่มและกรอกซ้ำเสร็จ กรุณากรอกซ้ำต่อ")
        else:
            print(f"การกรอกครั้งแรก{told_estimate(found.of_all)}")
    return 0


def key(chosen: argparse.Namespace) -> int:
    """`verify key SAMPLE VILLAGE CODE=ANSWER …`."""
    told = {}
    for pair in chosen.answers:
        code, equals, answer = pair.partition("=")
        if not equals:
            raise ValidationFailed({pair: f"“{pair}” ไม่ใช่ ข้อ=คำตอบ กรุณากรอกเช่น 1.1=1"})
        told[code] = answer
    with open_office(chosen.data_dir) as services:
        sheet = _sheet(services, chosen)
        blind = services.verification.second(sheet.uuid, told)
    left = f"เหลือ {len(blind.left)} ข้อ" if blind.left else "ครบแล้ว สั่ง verify finish เพื่อดูข้อที่ต่างกัน"
    print(f"กรอกซ้ำ {blind.label} {len(told)} ข้อแล้ว {left}")
    return 0


def finish(chosen: argparse.Namespace) -> int:
    """`verify finish SAMPLE VILLAGE`."""
    with open_office(chosen.data_dir) as services:
        compared = services.verification.finish(_sheet(services, chosen).uuid)
        print(f"{compared.sheet.label}: ต่างกัน {compared.sheet.differences} ข้อ")
        _print_differences(compared)
    return 0


def resolve(chosen: argparse.Namespace) -> int:
    """`verify resolve SAMPLE VILLAGE INDICATOR ANSWER`."""
    with open_office(chosen.data_dir) as services:
        sheet = _sheet(services, chosen)
        compared = services.verification.resolve(sheet.uuid, chosen.indicator, chosen.answer)
    print(
        f"บันทึกคำตอบตามกระดาษของ {compared.sheet.label} ข้อ {chosen.indicator} แล้ว "
        f"เหลือ {compared.sheet.unresolved} ข้อ"
    )
    return 0


def close(chosen: argparse.Namespace) -> int:
    """`verify close SAMPLE`."""
    with open_office(chosen.data_dir) as services:
        services.verification.close(_sample(services, chosen.sample).uuid)
    print("ปิดการสอบทานแล้ว พิมพ์ผลด้วย report make checklist-errors")
    return 0


def remove(chosen: argparse.Namespace) -> int:
    """`verify remove SAMPLE`."""
    with open_office(chosen.data_dir) as services:
        services.verification.remove(_sample(services, chosen.sample).uuid)
    print("ลบการสอบทานแล้ว ถ้าลบผิด ให้สั่ง undo")
    return 0


def _proposal(services: Services, chosen: argparse.Namespace) -> Proposal:
    return services.verification.propose(
        *_of_sheets(services, chosen),
        size=chosen.size,
        seed=chosen.seed,
        wanted=[_WHY[name] for name in chosen.why or REASONS],
        new_days=chosen.new_days,
    )


def _of_sheets(services: Services, chosen: argparse.Namespace) -> tuple[str, str, int, Round]:
    area = to_arabic(chosen.area.strip())
    services.areas.get(area[:6])
    year = to_arabic(chosen.year.strip())
    if not is_ascii_digits(year):
        raise ValidationFailed({"year": f"“{chosen.year}” ไม่ใช่ปีงบประมาณ กรุณาใส่ปี พ.ศ. เช่น 2569"})
    return area, chosen.instrument or MOI_23, int(year), Round(chosen.round)


def _sample(services: Services, handle: str) -> Verification:
    found = [each for each in services.verification.all() if _handle(each) == handle.lower()]
    if len(found) != 1:
        raise NotFound(f"ไม่มีการสอบทานรหัส {handle} กรุณาดูรหัสด้วย verify list")
    return found[0]


def _sheet(services: Services, chosen: argparse.Namespace) -> SampledSheet:
    code = to_arabic(chosen.village.strip())
    for sheet in _sample(services, chosen.sample).sheets:
        if sheet.code == code:
            return sheet
    raise NotFound(f"ไม่มีหมู่บ้านรหัส {code} ในการสอบทานนี้ กรุณาดูด้วย verify show {chosen.sample}")


def _handle(verification: Verification) -> str:
    return verification.uuid.hex[-_HANDLE:]


def _print_proposal(proposal: Proposal) -> None:
    print(
        f"แบบที่กรอกครบ {proposal.of_sheets:,} แบบ เลือก {len(proposal.sheets):,} แบบ "
        f"เลขสุ่ม {proposal.seed}"
    )
    for sheet in proposal.sheets:
        reasons = ", ".join(why.label for why in (sheet.why, *sheet.also))
        print(f"{sheet.code}\t{sheet.label}\t{reasons}")


def _print_differences(compared: ComparedSheet) -> None:
    for answer in compared.differences:
        indicator = compared.instrument.indicator(answer.code)
        final = "ยังไม่ได้ตัดสิน" if answer.final is None else in_words(indicator, answer.final)
        print(
            f"  ข้อ {answer.code}\tครั้งแรก {in_words(indicator, answer.first)}\t"
            f"ครั้งที่สอง {in_words(indicator, answer.second)}\tตามกระดาษ {final}"
        )

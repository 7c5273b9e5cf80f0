"""A province prints thousands of pages at once."""

import io
import time

import pytest

from cdd_desktop.documents.model import (
    Check,
    Column,
    ColumnKind,
    Document,
    Field,
    FieldLine,
    Row,
    Sheet,
    Signature,
    Signatures,
    Table,
    Title,
)
from cdd_desktop.documents.pdf.render import render_pdf

INDICATOR = "มีการใช้เทคโนโลยีที่เหมาะสม/สอดคล้องกับศักยภาพของหมู่บ้าน/ชุมชน"
COLUMNS = (
    Column(heading="ข้อ", weight=0.7),
    Column(heading="ตัวชี้วัด", weight=5),
    Column(heading="ผ่าน", kind=ColumnKind.CHECK),
    Column(heading="หมายเหตุ", weight=3),
)


def form(number: int) -> Sheet:
    rows = tuple(
        Row(values=(f"{row + 1}", INDICATOR, Check.TICKED, f"หมายเหตุของหมู่บ้าน {number}"))
        for row in range(23)
    )
    fields = FieldLine(fields=(Field(label="หมู่บ้าน", value=f"บ้านน้ำซึม {number}"),))
    signed = Signatures(people=(Signature(role="ผู้ประเมิน", dated=True),))
    table = Table(columns=COLUMNS, rows=rows)
    blocks = (Title(text="แบบประเมินหมู่บ้าน"), fields, table, signed)
    return Sheet(name=f"บ้านน้ำซึม {number}", subject=str(number), blocks=blocks)


@pytest.mark.slow
def test_three_thousand_pages_take_less_than_twenty_seconds() -> None:
    document = Document(title="แบบประเมิน", sheets=tuple(form(number) for number in range(1500)))
    stream = io.BytesIO()
    start = time.perf_counter()
    assert render_pdf(document, stream) >= 3000
    assert time.perf_counter() - start < 20
    assert len(stream.getvalue()) < 20_000_000

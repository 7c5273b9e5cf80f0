"""What a line comes to: quantity times price, rounded by the bank's own rule."""

THOUSAND = 1_000
ROUNDINGS = (1, 25, 100)


def line_amount(quantity: int, price: int, rounding: int) -> int:
    """Satang for a quantity (thousandths of a unit) at a price (satang to the unit).

    Rounded half up, away from nothing, to `rounding` satang.
    """
    return part_of(price * quantity, 1, THOUSAND * rounding) * rounding


def part_of(whole: int, part: int, of: int) -> int:
    """`whole` x `part` / `of`, rounded half up, away from nothing, without a fraction between."""
    exact = whole * part
    rounded = (2 * abs(exact) + of) // (2 * of)
    return -rounded if exact < 0 else rounded


def rounding_rule(rounding: int) -> str:
    """The rule as receipts and price boards state it."""
    to = {1: "สตางค์", 25: " 25 สตางค์", 100: "บาท"}[rounding]
    return f"เงินแต่ละรายการ = จำนวน × ราคาต่อหน่วย ปัดเป็นหน่วย{to}ที่ใกล้ที่สุด ครึ่งพอดีปัดขึ้น"

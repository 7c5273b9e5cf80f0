"""Amounts of money in words, as receipts and contracts want them."""

_DIGITS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_TENS = ("", "สิบ", "ยี่สิบ", *(f"{digit}สิบ" for digit in _DIGITS[3:]))
_HIGHER_PLACES = ((100_000, "แสน"), (10_000, "หมื่น"), (1_000, "พัน"), (100, "ร้อย"))
_MILLION = 1_000_000


def baht_text(satang: int) -> str:
    """An amount in satang (1/100 baht) in words: 2125 is ยี่สิบเอ็ดบาทยี่สิบห้าสตางค์."""
    baht, rest = divmod(abs(satang), 100)
    sign = "ลบ" if satang < 0 else ""
    if not rest:
        return f"{sign}{_words(baht) or 'ศูนย์'}บาทถ้วน"
    whole = f"{_words(baht)}บาท" if baht else ""
    return f"{sign}{whole}{_words(rest)}สตางค์"


def _words(number: int) -> str:
    """A whole number in words, empty for zero; a last 1 after other digits is เอ็ด (RI usage)."""
    if number >= _MILLION:
        millions, rest = divmod(number, _MILLION)
        return f"{_words(millions)}ล้าน{_below_million(rest, follows=True)}"
    return _below_million(number, follows=False)


def _below_million(number: int, *, follows: bool) -> str:
    tens, units = divmod(number % 100, 10)
    higher = "".join(
        _DIGITS[digit] + place
        for divisor, place in _HIGHER_PLACES
        if (digit := number // divisor % 10)
    )
    last = "เอ็ด" if units == 1 and (number > 1 or follows) else _DIGITS[units]
    return higher + _TENS[tens] + last

"""The 13-digit number of a Thai identity card. Personal data: shown masked unless it is needed."""

from cdd_desktop.thai.digits import is_ascii_digits, to_arabic

_LENGTH = 13
_SEPARATORS = str.maketrans("", "", "- \u00a0\u2013")


def is_national_id(text: str) -> bool:
    """Whether `text` is 13 digits, Thai or Arabic, dashes or not, whose check digit fits."""
    digits = _digits(text)
    return digits is not None and int(digits[-1]) == national_id_check_digit(digits[:-1])


def national_id_check_digit(first12: str) -> int:
    """The last digit that belongs to the twelve before it: weights 13 to 2, modulo 11.

    Raises ValueError for anything but twelve digits 0-9.
    """
    if len(first12) != _LENGTH - 1 or not is_ascii_digits(first12):
        raise ValueError("twelve digits expected")
    total = sum(int(digit) * (_LENGTH - place) for place, digit in enumerate(first12))
    return (11 - total % 11) % 10


def masked_national_id(text: str) -> str:
    """The number with only its first and last three digits: 1-xxxx-xxxxx-12-3.

    What is not 13 digits long is masked altogether, since nobody knows which part of it tells whom.
    """
    digits = _digits(text)
    if digits is None:
        return "x-xxxx-xxxxx-xx-x"
    return f"{digits[0]}-xxxx-xxxxx-{digits[10:12]}-{digits[12]}"


def _digits(text: str) -> str | None:
    digits = to_arabic(text).strip().translate(_SEPARATORS)
    return digits if len(digits) == _LENGTH and is_ascii_digits(digits) else None

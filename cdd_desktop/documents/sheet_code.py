"""The short code on every printed sheet, which opens the record again when somebody types it.

Seven characters of Crockford's base32 and a check character. The alphabet has no I, L, O or U,
and the check is a weighted sum over GF(32) with a different weight for each place, so every
single wrong character and every two characters that changed places are noticed.
"""

from hashlib import sha256

from cdd_desktop.thai.digits import to_arabic
from cdd_desktop.thai.keyboard import as_us_keys

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8

_VALUE = {character: value for value, character in enumerate(ALPHABET)}
_AS_MEANT = str.maketrans("OIL", "011", " -\u2013\u2010\u2011\u00a0")
_BITS = 5
_MODULUS = 0b100101  # x^5 + x^2 + 1, primitive: the eight place weights are all different


def code_from(digest: bytes, attempt: int) -> str:
    """A code for what `digest` identifies; another `attempt` gives another code.

    35 bits are few enough to collide, so the caller counts `attempt` up from 0 until the code is
    not yet taken by something else.
    """
    number = int.from_bytes(sha256(digest + attempt.to_bytes(4)).digest()[:8])
    data = [number >> (_BITS * place) & 31 for place in range(LENGTH - 1)]
    return "".join(ALPHABET[value] for value in (*data, _times_x(_remainder(data))))


def is_sheet_code(text: str) -> bool:
    """Whether `text`, as somebody typed it, is a code without a slip of the finger."""
    code = normalise(text)
    return (
        len(code) == LENGTH
        and all(character in _VALUE for character in code)
        and _remainder([_VALUE[character] for character in code]) == 0
    )


def as_scanned(text: str) -> str:
    """What a scanner of codes meant, which is a keyboard, while the Thai layout was on; `text` as
    it is where that makes no code, or it is one."""
    struck = as_us_keys(text.strip())
    return struck if is_sheet_code(struck) and not is_sheet_code(text) else text


def normalise(text: str) -> str:
    """`text` as the code is stored: capitals without dashes and blanks, O read as 0, I and L as 1.

    Says nothing about whether the result is a code.
    """
    return to_arabic(text).upper().translate(_AS_MEANT)


def display(code: str) -> str:
    """The code in two halves, as it is printed and read out: K4F2-9QTM."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def _remainder(values: list[int]) -> int:
    result = 0
    for value in values:
        result = _times_x(result) ^ value
    return result


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ _MODULUS if doubled >> _BITS else doubled

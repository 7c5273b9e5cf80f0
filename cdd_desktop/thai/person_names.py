"""People's names where the whole of them is not needed: personal data is printed masked."""

_BEFORE_CONSONANT = "เแโใไ"


def masked_name(name: str) -> str:
    """The first name and how the rest begins: นางสมศรี ใจดี is นางสมศรี ใจ…; one word stays."""
    first, *rest = name.split()[:2] or [""]
    if not rest:
        return first
    begins = 2 if rest[0][0] in _BEFORE_CONSONANT else 1
    return f"{first} {rest[0][:begins]}…"

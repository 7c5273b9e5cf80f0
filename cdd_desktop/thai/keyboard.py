"""What was struck on the keys of the US layout while the Thai one (Kedmanee, มอก. 820) was on.

A scanner of codes is a keyboard: it strikes keys, and Windows writes what the layout says.
"""

_KEDMANEE = (
    ("`1234567890-=", "_ๅ/-ภถุึคตจขช"),
    ("qwertyuiop[]\\", "ๆไำพะัีรนยบลฃ"),
    ("asdfghjkl;'", "ฟหกดเ้่าสวง"),
    ("zxcvbnm,./", "ผปแอิืทมใฝ"),
    ("~!@#$%^&*()_+", "%+๑๒๓๔ู฿๕๖๗๘๙"),
    ("QWERTYUIOP{}|", '๐"ฎฑธํ๊ณฯญฐ,ฅ'),
    ('ASDFGHJKL:"', "ฤฆฏโฌ็๋ษศซ."),
    ("ZXCVBNM<>?", "()ฉฮฺ์?ฒฬฦ"),
)
_US = {
    thai: us for us_row, thai_row in _KEDMANEE for us, thai in zip(us_row, thai_row, strict=True)
}


def as_us_keys(text: str) -> str:
    """The same keys under the US layout; what no key of the Thai one writes stays."""
    return "".join(_US.get(letter, letter) for letter in text)


def as_kedmanee(text: str) -> str:
    """What the Thai layout writes when these keys are struck."""
    keys = {us: thai for thai, us in _US.items()}
    return "".join(keys.get(letter, letter) for letter in text)

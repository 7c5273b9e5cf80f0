"""Local governments (อปท.): their kinds, what is known of one, and which villages are its own.

Kinds are data: a further one is a line of `KINDS` and a step of the schema.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cdd_desktop.places.records import Village
from cdd_desktop.thai.text import clean_line

GOVERNMENT_NAME_MAX = 120
GOVERNMENT_CODE_MAX = 20
CONTACT_MAX = 300
_AMPHOE_LENGTH = 4
_PROVINCE_LENGTH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernmentKind:
    """A kind of local government.

    `title` and `short` stand before a name, empty where the name is whole by itself. `label` is
    the kind alone. `has_villages`: whether a village can be its own. Its home is an amphoe, or a
    province where it is `provincial`.
    """

    key: str
    label: str
    title: str
    short: str
    has_villages: bool = True
    provincial: bool = False

    @property
    def area_length(self) -> int:
        """Digits of the code of its home."""
        return _PROVINCE_LENGTH if self.provincial else _AMPHOE_LENGTH


KINDS: tuple[GovernmentKind, ...] = (
    GovernmentKind(
        key="province",
        label="องค์การบริหารส่วนจังหวัด (อบจ.)",
        title="องค์การบริหารส่วนจังหวัด",
        short="อบจ.",
        has_villages=False,
        provincial=True,
    ),
    GovernmentKind(key="city", label="เทศบาลนคร (ทน.)", title="เทศบาลนคร", short="ทน."),
    GovernmentKind(key="town", label="เทศบาลเมือง (ทม.)", title="เทศบาลเมือง", short="ทม."),
    GovernmentKind(key="subdistrict", label="เทศบาลตำบล (ทต.)", title="เทศบาลตำบล", short="ทต."),
    GovernmentKind(
        key="tambon",
        label="องค์การบริหารส่วนตำบล (อบต.)",
        title="องค์การบริหารส่วนตำบล",
        short="อบต.",
    ),
    GovernmentKind(key="pattaya", label="เมืองพัทยา", title="", short=""),
    GovernmentKind(key="bangkok", label="กรุงเทพมหานคร", title="", short="", provincial=True),
)
_BY_KEY = {kind.key: kind for kind in KINDS}
_ALONE = {kind.label: kind for kind in KINDS if not kind.title}
# a short word needs its stop or a blank behind it: ทมอ is a name
_WORDS = {
    kind.key: re.compile(rf"^(?:{kind.title}|{kind.short.rstrip('.')}[.\s])\s*")
    for kind in KINDS
    if kind.title
}


def kind_named(key: str) -> GovernmentKind:
    """The kind with this key; raises `KeyError`."""
    return _BY_KEY[key]


def read_full_name(text: str) -> tuple[GovernmentKind | None, str]:
    """`อบต.ลำปำ`, `อบต. ลำปำ`, `เทศบาลเมืองพัทลุง`: kind and bare name; None without its word."""
    whole = clean_line(text)
    if whole in _ALONE:
        return _ALONE[whole], whole
    for key, words in _WORDS.items():
        if found := words.match(whole):
            return _BY_KEY[key], whole[found.end() :]
    return None, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernmentDraft:
    """What somebody says of a local government.

    `area_code`: its amphoe, or the province of a provincial one. `code`: the official one, empty
    while unknown; `code_checked` tells whether the office has compared it with the official list.
    """

    kind: GovernmentKind
    name: str  # without the word of its kind
    area_code: str
    code: str = ""
    code_checked: bool = False
    contact: str = ""

    @property
    def label(self) -> str:
        """`อบต.ลำปำ`, as lists show it."""
        return f"{self.kind.short}{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Government:
    """A local government as it stood on a day. `uuid` stays when its name or kind change.

    `since`, `until`: its whole life; None from of old, and None while it exists.
    """

    id: int
    uuid: UUID
    kind: GovernmentKind
    name: str
    area_code: str
    code: str
    code_checked: bool
    contact: str
    since: date | None = None
    until: date | None = None

    @property
    def label(self) -> str:
        """`อบต.ลำปำ`, as lists show it."""
        return self.draft.label

    @property
    def full_name(self) -> str:
        """`องค์การบริหารส่วนตำบลลำปำ`, as paper says it."""
        return f"{self.kind.title}{self.name}"

    @property
    def draft(self) -> GovernmentDraft:
        """What a form begins with."""
        return GovernmentDraft(
            kind=self.kind,
            name=self.name,
            area_code=self.area_code,
            code=self.code,
            code_checked=self.code_checked,
            contact=self.contact,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernmentName:
    """What a local government was called for a time; `until` is the first day it no longer was."""

    since: date | None
    until: date | None
    label: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A time in which a village belonged to a local government (None: to none)."""

    since: date | None
    until: date | None
    government: Government | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VillagesOf:
    """The villages of one local government; `government` None holds those that have none."""

    government: Government | None
    villages: Sequence[Village]

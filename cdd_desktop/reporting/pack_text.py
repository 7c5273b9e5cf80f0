"""Packs as text: JSON in the office's file, YAML for those that come with the program."""

import json
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any
from uuid import UUID

import yaml

from cdd_desktop import paths
from cdd_desktop.checklists.records import Round
from cdd_desktop.errors import CddError
from cdd_desktop.places.records import AreaLevel
from cdd_desktop.reporting.packs import AddresseeKind, Addressees, Pack, PackItem
from cdd_desktop.thai.digits import Digits

_FORMAT = 1
_DEFAULTS = PackItem()
_TRUTHS = {"show_below", "with_last_year"}
_KINDS = {field.name: bool if field.name in _TRUTHS else str for field in fields(PackItem)}


class PackRejected(CddError):
    """A pack's text does not say what it must: damaged, or of a newer program."""

    def __init__(self, pack: str, message: str) -> None:
        super().__init__(message)
        self.pack = pack  # its name


def contents_of(pack: Pack) -> str:
    """All but its identity and name, as JSON; options that are as usual are left out."""
    return json.dumps(
        {
            "format": _FORMAT,
            "items": [_item_told(item) for item in pack.items],
            "cover": pack.cover,
            "with_contents": pack.with_contents,
            "digits": pack.digits,
            "addressees": {"kind": pack.addressees.kind, "codes": pack.addressees.codes},
        },
        ensure_ascii=False,
    )


def pack_from(uuid: UUID, name: str, contents: str, version: int) -> Pack:
    """The pack of a row. Raises `PackRejected`."""
    try:
        return _pack(uuid, name, json.loads(contents), version)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise PackRejected(
            name,
            f"ชุดเอกสาร “{name}” เปิดอ่านไม่ได้ อาจเสียหายหรือทำจากโปรแกรมรุ่นใหม่กว่า "
            "กรุณาปรับรุ่นโปรแกรม หรือตรวจสุขภาพข้อมูลในหน้าตั้งค่าแล้วซ่อม",
        ) from error


@cache
def shipped_packs() -> tuple[Pack, ...]:
    """The packs that come with the program, in the order of their files' names."""
    return tuple(_shipped(path) for path in sorted(paths.resource("packs").glob("*.yaml")))


def _shipped(path: Any) -> Pack:
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
        return _pack(UUID(told["uuid"]), told["name"], told, 0)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise PackRejected(
            path.stem,
            f"ชุดเอกสาร {path.name} ที่มากับโปรแกรมเปิดอ่านไม่ได้ กรุณาติดตั้งโปรแกรมใหม่ ข้อมูลของสำนักงานยังอยู่ครบ",
        ) from error


def _pack(uuid: UUID, name: str, told: Mapping[str, Any], version: int) -> Pack:
    if told["format"] != _FORMAT:
        raise ValueError(told["format"])
    addressees = told.get("addressees", {"kind": AddresseeKind.NONE})
    codes = tuple(addressees.get("codes", ()))
    _require(str, told["cover"], *codes)
    _require(bool, told["with_contents"])
    return Pack(
        uuid=uuid,
        name=name,
        items=tuple(_item(item) for item in told["items"]),
        cover=told["cover"],
        with_contents=told["with_contents"],
        digits=Digits(told["digits"]) if told.get("digits") else None,
        addressees=Addressees(kind=AddresseeKind(addressees["kind"]), codes=codes),
        version=version,
    )


def _item_told(item: PackItem) -> dict[str, Any]:
    names = (field.name for field in fields(item))
    return {
        name: value for name in names if (value := getattr(item, name)) != getattr(_DEFAULTS, name)
    }


def _item(told: Mapping[str, Any]) -> PackItem:
    given = dict(told)
    if given.get("grouped_by", "") is None:
        del given["grouped_by"]
    for name, value in given.items():
        _require(_KINDS[name], value)
    if "round" in given:
        given["round"] = Round(given["round"])
    if "grouped_by" in given:
        given["grouped_by"] = AreaLevel(given["grouped_by"])
    return PackItem(**given)


def _require(kind: type, *values: object) -> None:
    """Raise `TypeError` for a value of another kind."""
    if not all(isinstance(value, kind) for value in values):
        raise TypeError(values)

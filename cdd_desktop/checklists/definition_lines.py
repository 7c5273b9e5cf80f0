"""Plain data out of a definition's YAML, and the line on which each part of it stands."""

from decimal import Decimal, InvalidOperation
from typing import Any

import yaml

Path = tuple[str | int, ...]
Lines = dict[Path, int]
Faults = list[tuple[int, str]]  # line from 1, Thai sentence
_MAX_DEPTH = 12
_LONGEST = 1_000_000  # characters; the longest of ours has a thirtieth
_TOO_DEEP = "ซ้อนกันลึกเกินไป กรุณาตรวจวงเล็บและย่อหน้า"
_FLOAT = "tag:yaml.org,2002:float"


class _Loader(yaml.SafeLoader):
    """Makes plain values only; `0.1` is a tenth and not the binary float beside it."""


class _QuickLoader(yaml.CSafeLoader):
    """The same, eight times as fast; a file made to be deep could overflow its stack, so that
    depth is looked at before."""


def _decimal(loader: yaml.SafeLoader | yaml.CSafeLoader, node: yaml.ScalarNode) -> Decimal | str:
    text = str(loader.construct_scalar(node))
    try:
        return Decimal(text)
    except InvalidOperation:  # .inf, or sixty to the degree: no number of ours
        return text


for _each in (_Loader, _QuickLoader):
    _each.add_constructor(_FLOAT, _decimal)


def read_lines(text: str, faults: Faults, *, is_ours: bool = False) -> tuple[Any, Lines]:
    """The plain data, and the lines of its parts; what is wrong is added to `faults`.

    `is_ours`: the text came with the program and is no attack.
    """
    lines: Lines = {}
    if len(text) > _LONGEST:
        faults.append((1, f"ยาวเกิน {_LONGEST:,} ตัวอักษร กรุณาตรวจว่าเลือกไฟล์ถูก และย่อข้อความ"))
        return None, lines
    is_quick = is_ours
    if not is_ours:
        try:
            deep = _too_deep(text)
            is_quick = True
        except yaml.YAMLError:
            deep = None  # the other loader tells what is wrong
        if deep is not None:
            faults.append((deep, _TOO_DEEP))
            return None, lines
    try:
        # the loader is driven by hand to see the lines
        loader = _QuickLoader(text) if is_quick else _Loader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                faults.append((1, "ไฟล์ว่างเปล่า ต้องมีนิยามแบบประเมิน"))
                return None, lines
            _note_lines(node, (), lines, faults, set())
            return (None if faults else loader.construct_document(node)), lines
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.append(
            (mark.line + 1 if mark else 1, "เขียนไม่ถูกรูปแบบ YAML ตรวจย่อหน้าและเครื่องหมายของบรรทัดนี้")
        )
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, int(error.position)) + 1
        faults.append((line, "มีอักขระที่ใช้ไม่ได้ กรุณาลบแล้วพิมพ์ใหม่"))
    except RecursionError:
        faults.append((1, _TOO_DEEP))
    except ValueError:
        # 2026-13-45 looks like a date to YAML and is none
        faults.append((1, "มีค่าที่ดูเหมือนวันที่แต่ไม่มีในปฏิทิน ให้ใส่ค่านั้นในเครื่องหมายคำพูด"))
    return None, lines


def _too_deep(text: str) -> int | None:
    """The line from which on parts are nested deeper than ours ever are. Events are told one by
    one, so that a file made to be deep costs nothing."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _MAX_DEPTH:
                return event.start_mark.line + 1 if event.start_mark else 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def line_of(path: Path, lines: Lines) -> int:
    """The line of the part, or of what it is missing from."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _note_lines(node: yaml.Node, path: Path, lines: Lines, faults: Faults, seen: set[int]) -> None:
    """Note the line of every part. Aliases are refused: a few can unfold to billions of parts."""
    line = node.start_mark.line + 1
    if id(node) in seen:
        faults.append((line, "ใช้ & และ * อ้างถึงส่วนอื่นไม่ได้ ให้เขียนซ้ำ"))
        return
    seen.add(id(node))
    lines.setdefault(path, line)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _note_lines(item, (*path, index), lines, faults, seen)
    elif isinstance(node, yaml.MappingNode):
        keys = set()
        for key, value in node.value:
            text = str(key.value)
            key_line = key.start_mark.line + 1
            if text in keys:
                faults.append((key_line, f"มี “{text}” ซ้ำ ให้เหลือหนึ่งแห่ง"))
                continue
            keys.add(text)
            lines[(*path, text)] = key_line
            _note_lines(value, (*path, text), lines, faults, seen)

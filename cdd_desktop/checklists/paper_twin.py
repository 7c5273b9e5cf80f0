"""A printed form beside the sheet on screen: which line of the paper is which line there.

Codes and numbers move between versions, so that lines are joined through the crosswalks, or where
no crosswalk leads from one version to the other, by their very words; never by number.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cdd_desktop.checklists.editing.crosswalks import differences, likely_crosswalk
from cdd_desktop.checklists.instruments import Indicator, Instrument, Relation

# which of two relations on the way from one version to another is the one of the whole way
_WORSE = (Relation.SAME, Relation.ADAPTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinLine:
    """One indicator of the paper; `on_screen` None where the screen's version dropped it."""

    on_paper: Indicator
    on_screen: Indicator | None
    relation: Relation

    @property
    def has_moved(self) -> bool:
        """Whether somebody who keys from the paper has to look: another line, other words, none."""
        here = self.on_screen
        return here is None or here.code != self.on_paper.code or self.relation is not Relation.SAME

    @property
    def told(self) -> str:
        """`ข้อ 5 บนกระดาษ → ข้อ 1.4 บนจอ (ปรับถ้อยคำหรือเกณฑ์)`."""
        paper = f"ข้อ {self.on_paper.code} บนกระดาษ"
        if self.on_screen is None:
            return f"{paper} ไม่มีบนจอ ({Relation.DROPPED.label}) ไม่ต้องกรอก"
        same = "" if self.relation is Relation.SAME else f" ({self.relation.label})"
        return f"{paper} → ข้อ {self.on_screen.code} บนจอ{same}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A paper and its sheet. `by_words`: no crosswalk leads from the one to the other.

    `can_open_paper`: the sheet was not begun, so that it can be begun in the paper's version.
    """

    paper: Instrument
    screen: Instrument
    lines: tuple[TwinLine, ...]
    new: tuple[Indicator, ...]  # on screen alone
    by_words: bool = False
    can_open_paper: bool = False

    @property
    def is_same(self) -> bool:
        """Whether paper and screen have the same lines under the same numbers."""
        return not self.new and not any(line.has_moved for line in self.lines)

    @property
    def told(self) -> tuple[str, ...]:
        """What whoever keys from the paper has to know, a sentence each; nothing where it is the
        same."""
        if self.is_same:
            return ()
        lines = [
            f"กระดาษพิมพ์จากฉบับ {self.paper.version} แต่แบบบนจอเป็นฉบับ {self.screen.version} "
            "กรุณากรอกตามคู่ข้อต่อไปนี้"
        ]
        if self.by_words:
            lines.append("ไม่มีตารางเทียบระหว่างสองฉบับนี้ จึงเทียบจากถ้อยคำที่ตรงกันเท่านั้น กรุณาตรวจทุกข้อ")
        lines += [line.told for line in self.lines if line.has_moved]
        lines += [
            f"ข้อ {one.code} บนจอ ไม่มีบนกระดาษ ({Relation.NEW.label}) กรุณาถามเพิ่ม" for one in self.new
        ]
        return tuple(lines)


def twin(
    paper: Instrument,
    screen: Instrument,
    versions: Iterable[Instrument],
    *,
    can_open_paper: bool = False,
) -> Twin:
    """The paper's lines in its own order, each with its like on screen. `versions`: those known of
    the instrument, through whose crosswalks the way may lead."""
    mapping = carried_over(paper, screen, versions)
    by_words = mapping is None
    if mapping is None:
        mapping = {
            link.before: (link.now, link.relation)
            for link in likely_crosswalk(paper, screen).links
            if link.before and link.now
        }
    here = {one.code: one for one in screen.indicators}
    lines = []
    for one in paper.indicators:
        code, relation = mapping.get(one.code, ("", Relation.DROPPED))
        found = here.get(code)
        lines.append(
            TwinLine(
                on_paper=one,
                on_screen=found,
                relation=Relation.DROPPED if found is None else relation,
            )
        )
    met = {line.on_screen.code for line in lines if line.on_screen is not None}
    return Twin(
        paper=paper,
        screen=screen,
        lines=tuple(lines),
        new=tuple(one for one in screen.indicators if one.code not in met),
        by_words=by_words,
        can_open_paper=can_open_paper,
    )


def carried_over(
    start: Instrument, end: Instrument, versions: Iterable[Instrument]
) -> Mapping[str, tuple[str, Relation]] | None:
    """Codes of `start` and what they are in `end`, as far as they go on; SAME only where nothing
    changed on the whole way, else ADAPTED. None where no crosswalks lead there.

    Either may be the newer one.
    """
    unchanged = {one.code: (one.code, Relation.SAME) for one in start.indicators}
    if start.content_hash == end.content_hash:
        return unchanged
    known = [start, end, *versions]
    forward = _way(end, start, known)
    if forward is not None:
        return _composed(start, [_links(one) for one in reversed(forward)])
    back = _way(start, end, known)
    if back is not None:
        return _composed(start, [_turned(_links(one)) for one in back])
    return unchanged if _asks_the_same(start, end) else None


def _asks_the_same(one: Instrument, other: Instrument) -> bool:
    """Whether a text confirmed or a source added is all that sets two versions apart."""
    if one.content_hash == other.content_hash:
        return True
    codes = [[each.code for each in version.indicators] for version in (one, other)]
    return codes[0] == codes[1] and not any(
        differences(*pair) for pair in zip(one.indicators, other.indicators, strict=True)
    )


def _way(
    newer: Instrument, older: Instrument, known: Sequence[Instrument]
) -> list[Instrument] | None:
    """The versions whose crosswalks lead from `newer` back to `older`, the newest first."""
    way: list[Instrument] = []
    at = newer
    while at.version != older.version:
        if at.crosswalk is None or any(one.version == at.version for one in way):
            return None
        way.append(at)
        before = at.crosswalk.version
        following = next((one for one in known if one.version == before), None)
        if following is None:
            return None
        at = following
    return way or None


def _links(instrument: Instrument) -> dict[str, tuple[str, Relation]]:
    """From the version before to this one."""
    crosswalk = instrument.crosswalk
    links = () if crosswalk is None else crosswalk.links
    return {link.before: (link.now, link.relation) for link in links if link.before and link.now}


def _turned(links: Mapping[str, tuple[str, Relation]]) -> dict[str, tuple[str, Relation]]:
    return {now: (before, relation) for before, (now, relation) in links.items()}


def _composed(
    start: Instrument, steps: Sequence[Mapping[str, tuple[str, Relation]]]
) -> dict[str, tuple[str, Relation]]:
    found = {one.code: (one.code, Relation.SAME) for one in start.indicators}
    for step in steps:
        found = {
            code: (step[here][0], max(relation, step[here][1], key=_WORSE.index))
            for code, (here, relation) in found.items()
            if here in step
        }
    return found

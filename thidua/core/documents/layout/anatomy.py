"""Which line of a paper is which component of Decree 30/2020, Annex I, IV (the numbered boxes)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from thidua.core.documents.head import MOTTO, NATION, TO
from thidua.core.documents.kinds import KINDS_BY_HEADING, DocumentKind
from thidua.core.documents.layout.reading import Line, Paper

NUMBER = re.compile(r"Số\s*:")
DAY = re.compile(r"ngày.*tháng.*năm")
ANNEX = re.compile(r"Phụ lục(\s+[\w.]+)?", re.IGNORECASE)
RECIPIENTS = "Nơi nhận"
_Wanted = Callable[[Line], bool]
DECIDES = "QUYẾT ĐỊNH:"
BASIS = re.compile(r"(Căn cứ|Xét đề nghị|Theo đề nghị)\b")


@dataclass(frozen=True)
class Anatomy:
    nation: Line | None
    motto: Line | None
    motto_rule: Line | None
    agency: tuple[Line, ...]
    agency_rule: Line | None
    number: Line | None
    day: Line | None
    letter_subject: Line | None
    kind_line: Line | None
    kind: DocumentKind | None
    subject: tuple[Line, ...]
    subject_rule: Line | None
    addressees: tuple[Line, ...]
    bases: tuple[Line, ...]
    body: tuple[Line, ...]
    recipients: tuple[Line, ...]
    signature: tuple[Line, ...]
    annexes: tuple[Line, ...]


def locate(paper: Paper) -> Anatomy:
    annexes = [line for line in paper.lines if _is_annex(line)]
    end = paper.lines.index(annexes[0]) if annexes else len(paper.lines)
    return _Locator(paper.lines[:end]).locate(tuple(annexes))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def _is_annex(line: Line) -> bool:
    return line.section > 0 and ANNEX.fullmatch(squeezed(line.text)) is not None


def _as_nation(text: str) -> str:
    # Both ways of placing the tone mark are in use.
    return squeezed(text).upper().replace("HOÀ", "HÒA")


class _Locator:
    def __init__(self, lines: tuple[Line, ...]) -> None:
        self._lines = lines
        self._free = [line for line in lines if line.cell is None]

    def locate(self, annexes: tuple[Line, ...]) -> Anatomy:
        nation = self._find(lambda line: NATION in _as_nation(line.text))
        motto = self._find(lambda line: _is_motto(line.text))
        kind_line = self._find(lambda line: squeezed(line.text) in KINDS_BY_HEADING)
        subject = self._subject(kind_line)
        recipients, signature = self._foot()
        return Anatomy(
            nation=nation,
            motto=motto,
            motto_rule=self._rule_after(motto),
            agency=self._agency(nation),
            agency_rule=self._rule_after(next(reversed(self._agency(nation)), None)),
            number=self._find(lambda line: NUMBER.match(line.text.strip()) is not None),
            day=self._find(lambda line: "," in line.text and bool(DAY.search(line.text))),
            letter_subject=self._find(lambda line: line.text.strip().startswith("V/v")),
            kind_line=kind_line,
            kind=KINDS_BY_HEADING[squeezed(kind_line.text)] if kind_line else None,
            subject=subject,
            subject_rule=self._rule_after(next(reversed(subject), None)),
            addressees=self._addressees(),
            bases=tuple(line for line in self._free if BASIS.match(line.text.strip())),
            body=self._body(kind_line, subject),
            recipients=recipients,
            signature=signature,
            annexes=annexes,
        )

    def _find(self, wanted: _Wanted) -> Line | None:
        return next((line for line in self._lines if wanted(line)), None)

    def _rule_after(self, line: Line | None) -> Line | None:
        """The first rule below a line, with nothing written between."""
        if line is None:
            return None
        if line.ruled or line.drawn:
            return line
        for following in self._lines[self._lines.index(line) + 1 :]:
            if following.ruled or following.drawn or set(following.text.strip()) == {"_"}:
                return following
            if following.text.strip():
                return None
        return None

    def _agency(self, nation: Line | None) -> tuple[Line, ...]:
        if nation is None or nation.cell is None:
            return ()
        beside = (nation.cell.table, nation.cell.row)
        return tuple(
            line
            for line in self._lines
            if line.cell is not None
            and (line.cell.table, line.cell.row) == beside
            and line.cell.column == 0
            and line.text.strip()
            and not NUMBER.match(line.text.strip())
            and not line.text.strip().startswith("V/v")
        )

    def _subject(self, kind_line: Line | None) -> tuple[Line, ...]:
        if kind_line is None:
            return ()
        found = []
        for line in self._lines[self._lines.index(kind_line) + 1 :]:
            if not line.text.strip() or not line.bold or line.align != "center":
                break
            if line.text.isupper():
                break
            found.append(line)
        return tuple(found)

    def _addressees(self) -> tuple[Line, ...]:
        opening = next((line for line in self._free if line.text.strip().startswith(TO)), None)
        if opening is None:
            return ()
        found = [opening]
        for line in self._free[self._free.index(opening) + 1 :]:
            if not line.text.strip().startswith("-"):
                break
            found.append(line)
        return tuple(found)

    def _body(self, kind_line: Line | None, subject: tuple[Line, ...]) -> tuple[Line, ...]:
        """Lines of words outside tables, between the title and the recipients."""
        head = {id(line) for line in (*subject, *self._addressees())}
        start = 0 if kind_line is None else self._free.index(kind_line) + 1
        lines = [line for line in self._free[start:] if line.text.strip() and id(line) not in head]
        ends = [place for place, line in enumerate(lines) if line.text.startswith(RECIPIENTS)]
        return tuple(lines[: ends[0]] if ends else lines)

    def _foot(self) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        opening = self._find(lambda line: line.text.strip().startswith(RECIPIENTS))
        table = self._foot_table(opening)
        last = [line for line in self._lines if line.cell and line.cell.table == table]
        signature = tuple(
            line for line in last if line.cell and line.cell.column > 0 and line.text.strip()
        )
        if opening is None:
            return (), signature
        place = opening.cell
        below = self._lines[self._lines.index(opening) :]
        recipients = [line for line in below if line.cell == place and line.text.strip()]
        return tuple(recipients), signature

    def _foot_table(self, opening: Line | None) -> int | None:
        """The table of the signature: that of the recipients, or the last one of the paper."""
        if opening is not None and opening.cell is not None:
            return opening.cell.table
        tables = [line.cell.table for line in self._lines if line.cell is not None]
        return max(tables, default=None)


def _is_motto(text: str) -> bool:
    bare = re.sub(r"[\s–—-]+", "", text).casefold()
    return bare == re.sub(r"[\s-]+", "", MOTTO).casefold()

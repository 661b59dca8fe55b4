"""Who a row speaks of."""

from thidua.core.registers.choices import (
    FEMALE,
    HOLDERS,
    MALE,
    VARIANTS,
    choose,
    is_tick,
    read_gender,
)
from thidua.core.registers.days import PartialDay, read_day
from thidua.core.registers.layout import Layout
from thidua.core.registers.lines import HolderSeen, Line
from thidua.core.registers.people import (
    NameRead,
    kind_of_name,
    proper_name,
    read_citizen_number,
    read_collective,
    read_person,
    split_post,
)
from thidua.core.registers.row import Row

PEOPLE = ("individual", "foreign_individual")


def holder_of(row: Row, layout: Layout, line: Line) -> HolderSeen:
    written = _written_name(row)
    if not written:
        return HolderSeen()
    kind = _kind(row, layout, written)
    if kind not in PEOPLE:
        return HolderSeen(
            kind,
            read_collective(written),
            unit=_unit(row, ""),
            place=row.text("place"),
            holder_id=row.text("holder_id"),
        )
    read = read_person(written)
    post, unit = _post(row, read)
    return HolderSeen(
        kind,
        read.name,
        choose(row.text("variant"), VARIANTS) or "",
        _gender(row, read, line),
        _born(row, line),
        _unit(row, unit),
        post,
        row.text("place"),
        row.text("hometown"),
        row.text("ethnicity"),
        row.text("staff_code").removesuffix(".0"),
        _citizen_number(row, line),
        row.text("holder_id"),
    )


def _written_name(row: Row) -> str:
    if family := row.text("family_name"):
        return proper_name(f"{family} {row.text('given_name')}".strip())
    name = row.text("person") or row.text("name")
    # A list of initiatives names the author beside it.
    return name


def _kind(row: Row, layout: Layout, name: str) -> str:
    """Said in the row; told by the block; by the name itself; by the list."""
    said = choose(row.text("holder_kind"), HOLDERS) if row.text("holder_kind") else None
    if said or row.told.kind:
        return said or row.told.kind
    by_name = kind_of_name(name)
    if layout.kind == "collective" and by_name == "individual":
        return "collective"
    if layout.kind == "individual" or row.text("gender") or row.text("born"):
        return "individual"
    return layout.kind if layout.kind == "household" else by_name


def _post(row: Row, read: NameRead) -> tuple[str, str]:
    if both := row.text("post_unit"):
        return split_post(both)
    return row.text("post") or read.post, read.unit


def _unit(row: Row, from_name: str) -> str:
    """The unit with its part before it: "Phòng Kế hoạch, Sở Tài chính"."""
    unit = row.text("unit") or from_name or row.told.unit
    part = row.text("part")
    return ", ".join(" ".join(text.split()) for text in (part, unit) if text)


def _gender(row: Row, read: NameRead, line: Line) -> str:
    if row.text("born_female") or is_tick(row.text("female")):
        return FEMALE
    if row.text("born_male") or is_tick(row.text("male")):
        return MALE
    said = row.text("gender") or row.text("salutation")
    try:
        return read_gender(said) if said else read.gender
    except ValueError as error:
        if row.text("gender"):
            line.doubts.append(f"Giới tính “{said}”: {error}.")
        return read.gender


def _born(row: Row, line: Line) -> PartialDay | None:
    said = row.text("born") or row.text("born_female") or row.text("born_male")
    if not said or is_tick(said):
        return None
    try:
        found = read_day(said)
    except ValueError as error:
        line.doubts.append(f"Ngày sinh “{said}”: {error}; để trống.")
        return None
    if found.doubt:
        line.doubts.append(f"Ngày sinh: {found.doubt}")
    return found


def _citizen_number(row: Row, line: Line) -> str:
    said = row.text("citizen_number")
    if not said:
        return ""
    try:
        number, doubt = read_citizen_number(said)
    except ValueError as error:
        line.doubts.append(f"{str(error).capitalize()}: “{said[:30]}” không được ghi.")
        return ""
    if doubt:
        line.doubts.append(doubt)
    return number

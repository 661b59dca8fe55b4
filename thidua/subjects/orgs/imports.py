"""Units taken over from a table: the columns of the export, in any order.

A code that is not known makes a unit. A known one is set right, or described anew when its first
day is later than the known one. A superior stands in the system or in a row above.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from thidua.base.access import Actor
from thidua.base.errors import Refusal
from thidua.base.imports import Column, ImportSpec, RowVerdict, register
from thidua.core.text import format_date, name_key, nfc, parse_date
from thidua.subjects.orgs.enums import BEGINNING, FOREVER, Kind, SuccessionKind, kind_label
from thidua.subjects.orgs.indexing import index_units
from thidua.subjects.orgs.models import Organization, OrganizationVersion, Succession
from thidua.subjects.orgs.naming import set_keys
from thidua.subjects.orgs.services.codes import free_codes
from thidua.subjects.orgs.services.facts import UnitFacts, new_version
from thidua.subjects.orgs.services.ledger import check_trees_from

Values = dict[str, Any]
NEW = "+"  # stands for the code of a unit that gets one when it is taken over
PLAIN = ("short_name", "gso_code", "identifier_code", "phone", "email", "address", "contact_name")


@dataclass
class Known:
    """What the rows are checked against; grows with the rows that found units."""

    actor: Actor
    ids: dict[str, int]
    versions: dict[int, list[OrganizationVersion]] = field(default_factory=dict)
    codes_by_name: dict[str, list[str]] = field(default_factory=dict)

    def code_of(self, words: str) -> str:
        """The code of a unit written by its code or by its name."""
        if words in self.ids:
            return words
        found = self.codes_by_name.get(name_key(words), [])
        if len(found) != 1:
            raise Refusal(
                _("Không thấy “%s” trong hệ thống hoặc ở dòng trên của tệp.") % words
                if not found
                else _("Có nhiều đơn vị tên “%s”: hãy ghi mã.") % words
            )
        return found[0]

    def add_name(self, name: str, code: str) -> None:
        codes = self.codes_by_name.setdefault(name_key(name), [])
        if code not in codes:
            codes.append(code)


def begin(actor: Actor) -> Known:
    known = Known(actor, dict(Organization.objects.values_list("code", "pk")))
    rows = OrganizationVersion.objects.select_related("organization").order_by("valid_from")
    for version in rows:
        known.versions.setdefault(version.organization_id, []).append(version)
        if version.valid_from <= actor.day < version.valid_until:
            known.add_name(version.name, version.organization.code)
    return known


def parse_kind(text: str) -> str:
    wanted = name_key(text)
    for kind in Kind:
        if wanted in (name_key(kind.value), name_key(str(kind.label))):
            return kind.value
    raise ValueError(_("không có loại đơn vị này"))


def parse_words(text: str) -> str:
    return nfc(" ".join(text.split()))


COLUMNS = (
    Column("code", "Mã", ("code", "mã đơn vị"), parse=parse_words, example="LC-SYT"),
    Column("name", "Tên đơn vị", ("name", "tên"), True, parse_words, "Sở Y tế"),
    Column("short_name", "Tên viết tắt", ("short_name",), parse=parse_words, example="SYT"),
    Column("kind", "Loại đơn vị", ("kind", "loại"), True, parse_kind, "Sở, ban, ngành"),
    Column(
        "parent",
        "Mã cấp trên",
        ("parent_code", "cấp trên"),
        parse=parse_words,
        example="LC-UBND",
    ),
    Column("valid_from", "Từ ngày", ("valid_from",), parse=parse_date, example="01/01/2004"),
    Column("last_day", "Đến hết ngày", ("valid_to",), parse=parse_date),
    Column("succeeded_by", "Mã đơn vị kế tục", ("succeeded_by",), parse=parse_words),
    Column("gso_code", "Mã đơn vị hành chính", ("gso_code",), parse=parse_words),
    Column("identifier_code", "Mã định danh", ("identifier_code",), parse=parse_words),
    Column("phone", "Điện thoại", ("phone",), parse=parse_words),
    Column("email", "Thư điện tử", ("email",), parse=parse_words),
    Column("address", "Địa chỉ", ("address",), parse=parse_words),
    Column("contact_name", "Người liên hệ", ("contact_name",), parse=parse_words),
    Column("source", "Nguồn", ("source",), parse=parse_words),
)
TITLES = {column.key: column.title for column in COLUMNS}


def check_row(values: Values, known: Known) -> RowVerdict:
    name = values["name"]
    try:
        code = _code(values, known)
        parent = known.code_of(values["parent"]) if values.get("parent") else None
    except Refusal as refusal:
        return RowVerdict(errors=[refusal.message], label=name)
    if _until(values) <= _start(values):
        return RowVerdict(errors=[_("Ngày cuối trước ngày đầu.")], label=name)
    if code not in known.ids:
        known.add_name(name, code)
        known.ids[code] = 0
        return RowVerdict(label=name, change="new")
    return _compare({**values, "code": code}, parent, known)


def _code(values: Values, known: Known) -> str:
    """The code of the row; without one, that of the only unit of this name, or a place for a new one."""
    if values.get("code"):
        return str(values["code"])
    if name_key(values["name"]) in known.codes_by_name:
        return known.code_of(values["name"])
    return f"{NEW} {len(known.ids)}"


def _compare(values: Values, parent: str | None, known: Known) -> RowVerdict:
    if known.ids[values["code"]] == 0:
        return RowVerdict(errors=[_("Mã này đã có ở dòng trên.")], label=values["name"])
    version = _version_at(values, known)
    old, new = UnitFacts.of(version), _facts(values, parent, known, UnitFacts.of(version))
    differences = {
        TITLES.get(key, TITLES["parent"]): (_shown(key, before), _shown(key, asdict(new)[key]))
        for key, before in asdict(old).items()
        if before != asdict(new)[key]
    }
    if differences and _begins_later(values, version):
        differences[TITLES["valid_from"]] = ("", format_date(values["valid_from"]))
    return RowVerdict(
        label=values["name"], change="changed" if differences else "same", differences=differences
    )


def _shown(key: str, value: Any) -> str:
    if key == "kind":
        return kind_label(value)
    return str(value or "")


def _version_at(values: Values, known: Known) -> OrganizationVersion:
    """The version of the row's first day; without a day, that of today, else the last."""
    versions = known.versions[known.ids[values["code"]]]
    day = values.get("valid_from") or known.actor.day
    begun = [version for version in versions if version.valid_from <= day]
    return begun[-1] if begun else versions[0]


def _begins_later(values: Values, version: OrganizationVersion) -> bool:
    start = values.get("valid_from")
    return bool(start and version.valid_from < start < version.valid_until)


def _facts(values: Values, parent: str | None, known: Known, old: UnitFacts | None) -> UnitFacts:
    """A column that is not in the file, or a blank cell, leaves what is known."""
    given = {key: values[key] for key in (*PLAIN, "source") if values.get(key)}
    given |= {"name": values["name"], "kind": values["kind"]}
    if parent is not None:
        given["parent_id"] = known.ids[parent]
    return replace(old, **given) if old else UnitFacts(**given)


def _start(values: Values) -> date:
    return values.get("valid_from") or BEGINNING


def _until(values: Values) -> date:
    last: date | None = values.get("last_day")
    return last + timedelta(days=1) if last else FOREVER


def apply_rows(actor: Actor, rows: list[Values], known: Known) -> str:
    """Runs in the transaction of the import, which also writes the event."""
    # The checks that ran before left notes of units to come; begin from what stands.
    known = begin(actor)
    founded = changed = 0
    standing, touched = set(known.ids.values()), set()
    for values in rows:
        parent = known.code_of(values["parent"]) if values.get("parent") else None
        code = _code(values, known)
        if code in known.ids:
            touched.add(known.ids[code])
            _apply_change({**values, "code": code}, parent, known)
            changed += 1
        else:
            _found(values, parent, known)
            founded += 1
    _add_successions(rows, known)
    index_units(touched | (set(known.ids.values()) - standing), actor)
    check_trees_from(min((_start(values) for values in rows), default=actor.day))
    return _("Đã thêm %(new)s đơn vị, thay đổi %(changed)s đơn vị.") % {
        "new": founded,
        "changed": changed,
    }


def _found(values: Values, parent: str | None, known: Known) -> None:
    code = values.get("code") or free_codes(1)[0]
    unit = Organization.objects.create(code=code)
    version = new_version(unit, _facts(values, parent, known, None), _start(values), _until(values))
    version.save(force_insert=True)
    known.ids[code] = unit.pk
    known.versions[unit.pk] = [version]
    known.add_name(version.name, code)


def _apply_change(values: Values, parent: str | None, known: Known) -> None:
    version = _version_at(values, known)
    facts = _facts(values, parent, known, UnitFacts.of(version))
    if _begins_later(values, version):
        until, version.valid_until = version.valid_until, values["valid_from"]
        version.save(update_fields=["valid_until"])
        new_version(version.organization, facts, values["valid_from"], until).save()
        return
    for key, value in asdict(facts).items():
        setattr(version, key, value)
    set_keys(version, values["code"]).save()


def _add_successions(rows: list[Values], known: Known) -> None:
    for values in rows:
        heirs = [code.strip() for code in (values.get("succeeded_by") or "").split(";")]
        for heir in filter(None, heirs):
            _add_succession(values, heir, len(heirs), known)


def _add_succession(values: Values, heir: str, parts: int, known: Known) -> None:
    if heir not in known.ids or not values.get("last_day") or not values.get("code"):
        raise Refusal(
            _("%(name)s: muốn ghi đơn vị kế tục thì phải có mã, ngày cuối và mã kế tục đúng.")
            % {"name": values["name"]}
        )
    Succession.objects.get_or_create(
        predecessor_id=known.ids[values["code"]],
        successor_id=known.ids[heir],
        day=_until(values),
        defaults={"kind": SuccessionKind.SPLIT if parts > 1 else SuccessionKind.MERGED},
    )


register(
    ImportSpec(
        name="orgs.units",
        title="Danh sách đơn vị",
        verb="orgs.import",
        columns=COLUMNS,
        check_row=check_row,
        apply_rows=apply_rows,
        begin=begin,
        done_url="/don-vi/",
    )
)

"""The same facts for machines: schema.org as JSON-LD, a block of data and not a script."""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.subjects.movements.public import MovementPage, MovementRow
from thidua.subjects.publicity.public import StoryPage, StoryRow

ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def script_of(facts: dict[str, Any]) -> SafeString:
    text = json.dumps({"@context": "https://schema.org", **facts}, ensure_ascii=False)
    return mark_safe(f'<script type="application/ld+json">{text.translate(ESCAPES)}</script>')


def movement_facts(found: MovementPage, address: str, parent_address: str) -> dict[str, Any]:
    row = found.row
    facts = {
        "@type": "Event",
        "@id": address,
        "url": address,
        "name": row.name,
        "description": row.theme,
        "inLanguage": "vi",
        "startDate": row.starts_on and row.starts_on.isoformat(),
        "endDate": row.ends_on and row.ends_on.isoformat(),
        "organizer": {"@type": "GovernmentOrganization", "name": row.launched_by},
        "location": {"@type": "AdministrativeArea", "name": settings.PROVINCE_NAME},
        "superEvent": {"@id": parent_address} if parent_address else None,
        "subEvent": [{"@type": "Event", "name": child.name} for child in found.children],
    }
    return {key: value for key, value in facts.items() if value}


def portal_facts(rows: tuple[MovementRow, ...], addresses: list[str]) -> dict[str, Any]:
    entries = zip(rows, addresses, strict=True)
    return {
        "@type": "ItemList",
        "name": _("Phong trào thi đua, %(place)s") % {"place": settings.PROVINCE_NAME},
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": row.name, "url": address}
            for position, (row, address) in enumerate(entries, 1)
        ],
    }


def data_facts(address: str, description_address: str) -> dict[str, Any]:
    return {
        "@type": "Dataset",
        "name": _("Dữ liệu mở về phong trào thi đua, %(place)s")
        % {"place": settings.PROVINCE_NAME},
        "description": _(
            "Các phong trào thi đua đã công bố: chủ đề, nội dung, chỉ tiêu, số đơn vị tham gia."
        ),
        "url": address,
        "inLanguage": "vi",
        "isAccessibleForFree": True,
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "application/json",
            "contentUrl": description_address,
        },
    }


def story_facts(found: StoryPage, address: str, pictures: list[str]) -> dict[str, Any]:
    row = found.row
    office = {"@type": "GovernmentOrganization", "name": settings.PROVINCE_NAME}
    about: dict[str, Any] = {
        "@type": "Person" if row.kind == "person" else "Organization",
        "name": row.name,
    }
    if row.kind == "person" and found.occupation:
        about["jobTitle"] = found.occupation
    facts = {
        "@type": "Article",
        "@id": address,
        "url": address,
        "headline": row.title,
        "description": " ".join(row.summary.split()),
        "inLanguage": "vi",
        "datePublished": found.released_from.isoformat(),
        "articleSection": list(row.fields),
        "image": pictures,
        "about": about,
        "author": office,
        "publisher": office,
        "contentLocation": {"@type": "Place", "name": found.commune_name or row.place}
        if found.commune_name or row.place
        else None,
    }
    return {key: value for key, value in facts.items() if value}


def stories_facts(rows: tuple[StoryRow, ...], addresses: list[str]) -> dict[str, Any]:
    entries = zip(rows, addresses, strict=True)
    return {
        "@type": "ItemList",
        "name": _("Gương điển hình tiên tiến, %(place)s") % {"place": settings.PROVINCE_NAME},
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": row.title, "url": address}
            for position, (row, address) in enumerate(entries, 1)
        ],
    }

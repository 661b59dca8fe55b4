"""Keeping what a digest stands for, so that a verdict can be asked again under its own law."""

import json
import zlib

from thidua.core.law.reading import FOLDER, national_law
from thidua.subjects.law.models import LawEdition, NationalText
from thidua.subjects.law.rows import kept
from thidua.subjects.law.selectors import standing


def keep_edition() -> LawEdition:
    """The law as it stands now. Called when a row moves and when a release brings new data."""
    now = standing()
    national = _keep_national()
    edition, _made = LawEdition.objects.get_or_create(
        digest=now.law.digest, defaults={"national": national, "rows": kept(now.rows)}
    )
    return edition


def _keep_national() -> NationalText:
    digest = national_law().digest
    known = NationalText.objects.filter(digest=digest).first()
    if known is not None:
        return known
    files = {
        path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(FOLDER.rglob("*.yaml"))
        if "cases" not in path.relative_to(FOLDER).parts
    }
    packed = zlib.compress(json.dumps(files, ensure_ascii=False).encode(), 9)
    return NationalText.objects.get_or_create(digest=digest, defaults={"packed": packed})[0]

"""Packed columns of a nominations file: attestations, judgements, the numbers of a collective."""

import json

from thidua.core.law.bulk.filerows import FileError, unknown_word
from thidua.core.law.bulk.nominations import Nominations
from thidua.core.law.facts import MET, NOT_MET, Members
from thidua.core.law.law import Law


def attested(text: str | None) -> tuple[str, ...] | None:
    """ "topic;topic"; an empty cell: nothing is known of it."""
    if not text:
        return None
    return tuple(word.strip() for word in text.split(";") if word.strip())


def judged(text: str | None) -> dict[str, str]:
    """ "condition=met;condition=not_met" """
    found: dict[str, str] = {}
    for part in (text or "").split(";"):
        if part.strip():
            id_, _, state = (word.strip() for word in part.partition("="))
            if state not in (MET, NOT_MET):
                raise FileError(f"Cột judgements: “{part.strip()}” phải là mã=met hoặc mã=not_met.")
            found[id_] = state
    return found


def member_numbers(text: str | None) -> Members | None:
    """{"total": 10, "awards": {…}, "ratings": {…}, "discipline": {…}}"""
    if not text:
        return None
    try:
        told = json.loads(text)
    except json.JSONDecodeError as error:
        raise FileError(f"Cột members_json: không đọc được “{text[:60]}”.") from error
    if not isinstance(told, dict) or told.keys() - {"total", "awards", "ratings", "discipline"}:
        raise FileError("Cột members_json: chỉ dùng total, awards, ratings, discipline.")
    return Members(**told)


def check_nominee_words(nominations: Nominations, law: Law) -> None:
    """Kinds, variants and attested topics must be words of the law data: nothing passes misspelt."""
    words = law.vocabulary.words
    topics = {topic for one in nominations.attestations.values for topic in one or ()}
    for column, seen, known in (
        ("kind", nominations.kind.values, words["subject_kinds"]),
        ("variant", nominations.variant.values, words["variants"]),
        ("gender", [one for one in nominations.gender.values if one], ("female", "male")),
        ("attestations", sorted(topics), (*words["topics"], *words["procedures"])),
    ):
        for word in seen:
            if word not in known:
                raise FileError(f"{unknown_word('đề nghị', word or '', known)} (cột {column})")

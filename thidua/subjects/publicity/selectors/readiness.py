"""What an example lacks before it is released: the checklist of its quality."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thidua.base import parameters
from thidua.subjects.publicity.enums import ExampleState, Relation
from thidua.subjects.publicity.models import Consent, Example, Picture

TITLE_LONGEST = 120
SUMMARY_LONGEST = 300
SUMMARY_LINES = 3
# A telephone or identity number in a text for the public: nine digits or more in a row.
NUMBER_OF_A_PERSON = re.compile(r"(?<!\d)(?:\+?\d[ .]?){9,12}(?!\d)")


@dataclass(frozen=True, slots=True)
class Check:
    label: str
    met: bool
    detail: str = ""
    anchor: str = ""  # where it is mended: nhan-to, bai, anh, dong-y


def release_checks(example: Example, day: date) -> list[Check]:
    """All of them, met or not; every one is binding."""
    consent = example.consents.filter(withdrawn_on=None).first()
    pictures = list(example.pictures.all())
    return [
        Check("Đơn vị xác nhận việc làm", bool(example.confirmed_on), anchor="xac-nhan"),
        *_consent_checks(example, consent, pictures),
        *_text_checks(example, int(parameters.get("example.story_words", day))),
        _picture_check(pictures),
        Check("Có lĩnh vực", example.fields.exists(), "chọn ít nhất một lĩnh vực", "nhan-to"),
    ]


def _consent_checks(
    example: Example, consent: Consent | None, pictures: list[Picture]
) -> Iterator[Check]:
    yield Check("Giấy đồng ý cho đăng", consent is not None, "ghi giấy đã ký", "dong-y")
    if example.is_child:
        by_guardian = consent is not None and consent.relation == Relation.GUARDIAN
        yield Check(
            "Cha, mẹ hoặc người giám hộ đồng ý",
            by_guardian,
            "người được nêu dưới 16 tuổi",
            "dong-y",
        )
    if pictures:
        yield Check(
            "Đồng ý cho đăng ảnh",
            consent is not None and consent.pictures,
            "ghi giấy có đồng ý ảnh, hoặc bỏ ảnh",
            "dong-y",
        )


def _text_checks(example: Example, least_words: int) -> Iterator[Check]:
    title, summary = example.title, example.summary
    yield Check(
        "Tên bài", 0 < len(title) <= TITLE_LONGEST, f"có, không quá {TITLE_LONGEST} ký tự", "bai"
    )
    lines = len(summary.splitlines())
    yield Check(
        "Tóm tắt ba dòng",
        0 < len(summary) <= SUMMARY_LONGEST and lines <= SUMMARY_LINES,
        f"có, không quá {SUMMARY_LINES} dòng, {SUMMARY_LONGEST} ký tự",
        "bai",
    )
    words = len(example.story.split())
    yield Check(
        "Bài viết", words >= least_words, f"ít nhất {least_words} chữ, đang có {words}", "bai"
    )
    told = NUMBER_OF_A_PERSON.search(f"{title}\n{summary}\n{example.story}")
    yield Check(
        "Bài không lộ số điện thoại, số giấy tờ",
        told is None,
        f"bỏ dãy số “{told.group().strip()}”" if told else "",
        "bai",
    )


def _picture_check(pictures: list[Picture]) -> Check:
    bare = sum(not picture.is_described for picture in pictures)
    return Check(
        "Ảnh có mô tả và tác giả",
        bare == 0,
        f"{bare} ảnh còn thiếu" if bare else "",
        "anh",
    )


def missing(checks: list[Check]) -> list[str]:
    return [
        f"{check.label.lower()} ({check.detail})" if check.detail else check.label.lower()
        for check in checks
        if not check.met
    ]


def is_before_release(example: Example) -> bool:
    return example.state in (
        ExampleState.SUGGESTED,
        ExampleState.CONFIRMED,
        ExampleState.SELECTED,
    )

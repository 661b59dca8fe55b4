"""Looking things up: what is found, in which order, and that both engines say the same."""

import hashlib
from random import Random
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua.base import registries
from thidua.base.finding import Question, Thing, drop, find, put
from thidua.base.finding.building import build
from thidua.base.finding.jobs import recount
from thidua.base.finding.models import Card, Shortened, Term
from thidua.base.finding.terms import written
from thidua.core.text import name_key

pytestmark = pytest.mark.django_db

FAMILY = ["Nguyễn", "Trần", "Lê", "Lò", "Vàng", "Sùng", "Hoàng", "Phạm"]
MIDDLE = ["Văn", "Thị", "Đức", "A", "Thanh", "Ngọc"]
GIVEN = ["An", "Ân", "Anh", "Hùng", "Hưng", "Hoa", "Hoà", "Páo", "Lan", "Mai", "Tuấn", "Yến"]


@pytest.fixture(autouse=True)
def paired(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registries.searchables, "person", SimpleNamespace(in_pairs=True))
    monkeypatch.setitem(registries.searchables, "unit", SimpleNamespace(in_pairs=False))


def person(number: int, name: str, **more: object) -> Thing:
    return Thing("person", number, name, in_pairs=True, **more)  # type: ignore[arg-type]


def found(text: str, kinds: tuple[str, ...] = ("person",), **more: object) -> list[str]:
    answers = find(Question(text, kinds, **more))  # type: ignore[arg-type]
    return [card.spelt.title() for kind in kinds for card in answers.of_kind[kind].cards]


def guessed(text: str) -> list[str]:
    return [
        card.spelt.title() for card in find(Question(text, ("person",))).of_kind["person"].guessed
    ]


def numbers(text: str, kind: str = "person") -> list[int]:
    return [card.object_id for card in find(Question(text, (kind,))).of_kind[kind].cards]


@pytest.fixture
def people() -> None:
    put(
        [
            person(1, "Nguyễn Văn An"),
            person(2, "Nguyễn Văn Ân"),
            person(3, "Nguyễn Văn Anh"),
            person(4, "Vàng A Páo", around=("Trường PTDTBT TH xã Tả Lèng",), tags=("u7",)),
            person(5, "Trần Thị Đào", other_names=("Trần Thị Hồng Đào",), place="xã Bản Bo", tags=("u8",)),
            person(6, "An Thị Mai", around=("Công an tỉnh",)),
            person(7, "Lò Văn Hùng", around=("Công an tỉnh",)),
        ]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nguyễn Văn An", ["Nguyễn Văn An", "Nguyễn Văn Ân", "Nguyễn Văn Anh"]),
        ("Nguyễn Văn Ân", ["Nguyễn Văn Ân", "Nguyễn Văn An", "Nguyễn Văn Anh"]),
        ("nguyen van an", ["Nguyễn Văn An", "Nguyễn Văn Ân", "Nguyễn Văn Anh"]),
        ("NGUYEN  VĂN  AN ", ["Nguyễn Văn An", "Nguyễn Văn Ân", "Nguyễn Văn Anh"]),
        ("an nguyen", ["Nguyễn Văn An", "Nguyễn Văn Ân"]),
        ("Ân Nguyễn", ["Nguyễn Văn Ân", "Nguyễn Văn An"]),
        ("nguyen an", ["Nguyễn Văn An", "Nguyễn Văn Ân", "Nguyễn Văn Anh"]),
        ("nguyen van a", ["Nguyễn Văn An", "Nguyễn Văn Ân", "Nguyễn Văn Anh"]),
        ("pao", ["Vàng A Páo"]),
        ("pa", ["Vàng A Páo"]),
        ("dao tran", ["Trần Thị Đào"]),
        ("Đào", ["Trần Thị Đào"]),
        ("tran thi hong dao", ["Trần Thị Đào"]),
        ("pao ta leng", ["Vàng A Páo"]),
        ("dao ban bo", ["Trần Thị Đào"]),
    ],
)
def test_finds(people: None, text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_finds_decomposed_letters(people: None) -> None:
    import unicodedata

    assert found(unicodedata.normalize("NFD", "Trần Thị Đào")) == ["Trần Thị Đào"]


def test_finds_a_given_name_before_a_family_name(people: None) -> None:
    assert numbers("an") == [1, 2, 6, 3]


def test_finds_by_a_unit_only_together_with_a_word_of_the_name(people: None) -> None:
    """Everybody of the police would otherwise be called An."""
    assert found("hung cong an") == ["Lò Văn Hùng"]
    assert found("cong tinh") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vang a poa", "Vàng A Páo"),
        ("vang a paoo", "Vàng A Páo"),
        ("vng a pao", "Vàng A Páo"),
        ("vamg a pai", "Vàng A Páo"),
        ("trsn thi dao", "Trần Thị Đào"),
        ("lo vna hugn", "Lò Văn Hùng"),
        ("hugn lo", "Lò Văn Hùng"),
    ],
)
def test_finds_past_one_slip_in_each_word(people: None, typed: str, meant: str) -> None:
    assert guessed(typed) == [meant]


def test_tells_how_a_slip_was_read(people: None) -> None:
    assert find(Question("vang a poa", ("person",))).guesses.readings == ("pao",)


def test_does_not_guess_where_somebody_is_called_so(people: None) -> None:
    assert guessed("nguyen van anh") == []


def test_does_not_guess_at_numbers() -> None:
    put([person(1, "262")])
    assert guessed("263") == []


@pytest.mark.parametrize(
    "text", ["", "   ", "%", "_", "'", '"', "…", "a'b\"c\\", "_kperson", "x" * 500]
)
def test_survives_any_text(people: None, text: str) -> None:
    assert found(text) in ([], ["Vàng A Páo"])


def test_filters_alone_and_with_words(people: None) -> None:
    assert found("", filters=(("_u7", "_u8"),)) == ["Trần Thị Đào", "Vàng A Páo"]
    assert found("tran", filters=(("_u7", "_u8"),)) == ["Trần Thị Đào"]
    assert found("tran", filters=(("_u7",),)) == []
    assert found("dao", filters=(("_pban",), ("_pbo",))) == ["Trần Thị Đào"]


def test_scope_hides_what_the_asker_may_not_see(people: None) -> None:
    assert found("vang a pao", scopes={"person": ("_u8",)}) == []
    assert found("vang a pao", scopes={"person": ("_u7",)}) == ["Vàng A Páo"]
    assert found("vang a pao", scopes={"person": ()}) == []
    assert find(Question("vamg a pao", ("person",), scopes={"person": ("_u8",)})).total == 0


def test_kinds_are_found_apart(people: None) -> None:
    put([Thing("unit", 1, "Công an tỉnh Lai Châu"), Thing("unit", 2, "Sở Y tế", ("Sở Y tế cũ",))])
    answers = find(Question("an", ("unit", "person")))
    assert [card.object_id for card in answers.of_kind["unit"].cards] == [1]
    assert [card.object_id for card in answers.of_kind["person"].cards] == [1, 2, 6, 3]
    assert found("y te so", ("unit",)) == ["Sở Y Tế"]


def test_counts_up_to_a_thousand() -> None:
    put([person(n, f"Nguyễn Văn {GIVEN[n % 3]}") for n in range(1, 1_100)])
    answer = find(Question("nguyen van", ("person",))).of_kind["person"]
    assert (answer.count, answer.is_more, len(answer.cards)) == (1_001, True, 200)
    answer = find(Question("anh van", ("person",))).of_kind["person"]
    assert (answer.count, answer.is_more, len(answer.cards)) == (366, False, 200)


def test_put_changes_the_card_and_what_is_found(people: None) -> None:
    put([person(4, "Vàng A Pó")])
    assert found("vang a po") == ["Vàng A Pó"]
    assert found("pao") == []
    assert put([person(4, "Vàng A Pó")]) == 0


def test_drop_takes_it_out(people: None) -> None:
    drop("person", [4])
    assert found("pao") == []
    assert Card.objects.filter(object_id=4).count() == 0


@pytest.mark.parametrize("how_many", [1, 3])
def test_put_costs_the_same_queries_for_many(people: None, how_many: int) -> None:
    with CaptureQueriesContext(connection) as queries:
        put([person(100 + n, f"Quàng Văn Thử{'abc'[n]}") for n in range(how_many)])
    kinds = [query["sql"].split()[0] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert kinds == ["SELECT", "INSERT", "SELECT", "INSERT", "INSERT"]


def test_recount_counts_terms_and_forgets_lost_ones(people: None) -> None:
    recount()
    counts = dict(Term.objects.values_list("term", "cards"))
    assert (counts["nguyen"], counts["an"], counts["pao"], counts["_kperson"]) == (3, 3, 1, 7)
    drop("person", [4])
    recount()
    assert Term.objects.get(term="pao").cards == 0
    recount()
    assert not Term.objects.filter(term="pao").exists()
    assert not Shortened.objects.filter(term_id="pao").exists()


def test_card_of_a_person_holds_pairs_and_tags() -> None:
    card = written(person(9, "Lý A Sử", around=("Sở Y tế",), place="xã Bo", tags=("u3",)))
    assert card.words == (" ly a su a+ly ly+su a+su _xso _xy _xte _pxa _pbo _u3 _kperson ")


# ---- the same on both engines ----


def crowd(size: int) -> list[Thing]:
    random = Random(5)
    return [
        person(
            number,
            " ".join([random.choice(FAMILY), *random.choices(MIDDLE, k=random.randint(1, 2)), random.choice(GIVEN)]),
            around=(random.choice(["Sở Y tế", "Công an tỉnh", "Trường THPT Hoa Lan"]),),
            tags=(f"u{random.randint(1, 9)}",),
        )
        for number in range(1, size + 1)
    ]  # fmt: skip


def questions() -> list[Question]:
    random = Random(6)
    asked = []
    for thing in crowd(300):
        words = (thing.name if random.random() < 0.5 else name_key(thing.name)).split()
        way = random.randrange(4)
        if way == 0:
            words = random.sample(words, random.randint(1, len(words)))
        elif way == 1:
            words[-1] = words[-1][: random.randint(1, len(words[-1]))]
        elif way == 2:
            place = random.randrange(len(words))
            words[place] = words[place][1:] + words[place][:1]
        filters = ((f"_u{random.randint(1, 9)}",),) if random.random() < 0.3 else ()
        asked.append(Question(" ".join(words), ("person",), filters))
    return asked


def the_answers() -> str:
    """All answers to all questions, in one word."""
    digest = hashlib.sha256()
    for question in questions():
        answer = find(question).of_kind["person"]
        ids = [card.object_id for card in answer.cards]
        near = [card.object_id for card in answer.guessed]
        digest.update(repr((question.text, ids, answer.count, near)).encode())
    return digest.hexdigest()[:16]


def test_answers_are_the_same_on_every_engine() -> None:
    """The word was written down once and holds on SQLite and on PostgreSQL."""
    build(crowd(4_000))
    assert the_answers() == "a4611219799de262"


def test_answers_are_the_same_however_the_cards_came() -> None:
    put(crowd(600))
    recount()
    one_by_one = the_answers()
    build(crowd(600))
    assert the_answers() == one_by_one


def test_every_match_of_the_words_is_found() -> None:
    """Against reading all names one by one."""
    things = crowd(150)
    put(things)
    recount()
    for question in questions():
        words, last = set(question.words), question.words[-1]
        expected = {
            thing.object_id
            for thing in things
            if all(
                word in (name := name_key(thing.name).split())
                or (
                    word == last
                    and any(own.startswith(word) for own in name if own not in words - {last})
                )
                for word in words
            )
            and all(f"_{tag}" in choice for choice in question.filters for tag in thing.tags)
        }
        answer = find(question).of_kind["person"]
        in_name = {card.object_id for card in answer.cards if _is_named(card.folded, question)}
        assert in_name == expected, question.text


def _is_named(folded: str, question: Question) -> bool:
    return all(f" {word}" in f" {folded}" for word in question.words)

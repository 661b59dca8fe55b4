"""Names and words of the law, for the lines of the register."""

from difflib import get_close_matches

from thidua.core.law.law import Law
from thidua.core.law.model import Award
from thidua.core.law.reading import national_law
from thidua.subjects.register.errors import BadInput

LEVELS = ("grassroots", "province", "state")


def the_law() -> Law:
    """Awards and words are the nation's: a province adds conditions and values, never a title."""
    return national_law()


def known_awards() -> list[Award]:
    """Every award the register may hold, those no longer given too, lower levels first."""
    return sorted(
        the_law().awards.values(), key=lambda award: (LEVELS.index(award.level), award.name)
    )


def name_of(key: str) -> str:
    award = the_law().awards.get(key)
    return award.name if award else key


def level_of(key: str) -> str:
    award = the_law().awards.get(key)
    return award.level if award else ""


def refuse_unknown_award(key: str) -> None:
    awards = the_law().awards
    if key in awards:
        return
    near = get_close_matches(key, awards, n=1)
    hint = f" Có phải “{awards[near[0]].name}”?" if near else ""
    raise BadInput(f"Sổ không biết danh hiệu, hình thức “{key}”.{hint}")


def choices(kind: str) -> list[tuple[str, str]]:
    """Words of a kind with their Vietnamese names, lower ranks first, in the order of the law."""
    vocabulary = the_law().vocabulary
    words = vocabulary.words.get(kind, {})
    order = {word: place for place, word in enumerate(words)}
    ranked = sorted(words, key=lambda word: (vocabulary.rank(kind, word) or 0, order[word]))
    return [(word, words[word]) for word in ranked]


def word_name(kind: str, word: str) -> str:
    return the_law().vocabulary.name(kind, word)


def refuse_unknown_word(kind: str, word: str) -> None:
    words = the_law().vocabulary.words.get(kind, {})
    if word in words:
        return
    near = get_close_matches(word, words, n=1)
    hint = f" Có phải “{words[near[0]]}”?" if near else ""
    raise BadInput(f"Không có từ “{word}” trong bảng từ của pháp luật thi đua.{hint}")

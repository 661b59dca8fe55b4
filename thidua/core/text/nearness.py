"""Words one slip of the finger apart: a letter more, less, other, or two letters swapped."""


def shortened(word: str) -> set[str]:
    """The word and what is left of it without one letter.

    Two words one slip apart always have one of these in common, so that a table of them finds
    every near word by equality alone.
    """
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}


def is_one_slip(wanted: str, typed: str) -> bool:
    """Whether one slip (or none) turns one word into the other."""
    if wanted == typed:
        return True
    short, long = sorted((wanted, typed), key=len)
    if len(long) - len(short) > 1:
        return False
    i = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    if len(short) < len(long):
        return short[i:] == long[i + 1 :]
    swapped = short[i : i + 2] == long[i : i + 2][::-1] and short[i + 2 :] == long[i + 2 :]
    return swapped or short[i + 1 :] == long[i + 1 :]

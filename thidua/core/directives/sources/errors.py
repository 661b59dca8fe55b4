"""Why a file could not be read, in one sentence that also says what to do."""


class UnreadableFile(ValueError):
    """The sentence is meant for the person who gave the file; `code` is for tests and statistics."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence

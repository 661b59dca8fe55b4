"""The one error of this package; its text is read by the person who sent the file."""


class RefusedFile(ValueError):
    """The file is not taken; the message says why and what to do."""

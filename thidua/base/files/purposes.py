"""What kinds of file each purpose takes, and how large."""

from dataclasses import dataclass

MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Purpose:
    kinds: frozenset[str]
    limit: int
    names: str  # as said to people

    @property
    def accept(self) -> str:
        """For the file field of a form."""
        return ",".join(f".{kind}" for kind in sorted(self.kinds))


PURPOSES = {
    "directive": Purpose(
        frozenset({"docx", "pdf", "txt", "doc"}), 30 * MB, "Word (.docx, .doc), PDF hoặc .txt"
    ),
    "paper": Purpose(
        frozenset({"docx", "pdf", "jpg", "png"}), 30 * MB, "Word (.docx), PDF hoặc ảnh"
    ),
    "sheet": Purpose(
        frozenset({"xlsx", "xls", "ods", "csv", "txt"}), 20 * MB, "Excel (.xlsx, .xls), .ods, .csv"
    ),
    "opinion": Purpose(
        frozenset({"docx", "pdf", "jpg", "png"}), 10 * MB, "Word (.docx), PDF hoặc ảnh"
    ),
    "material": Purpose(
        frozenset({"docx", "pdf", "pptx", "xlsx", "jpg", "png", "mp4", "webm"}),
        50 * MB,
        "Word, PDF, PowerPoint (.pptx), Excel, ảnh, video MP4 hoặc WebM",
    ),
    "picture": Purpose(frozenset({"jpg", "png"}), 10 * MB, "ảnh JPEG, PNG"),
}
LARGEST = max(purpose.limit for purpose in PURPOSES.values())

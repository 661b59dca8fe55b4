"""Films that every browser plays: MP4 and WebM, told by the first bytes of their container."""

from thidua.core.filetypes.errors import RefusedFile

# Brands of the first box of an MP4 file that browsers play.
MP4_BRANDS = frozenset({b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV", b"dash"})  # fmt: skip


def film_container(content: bytes) -> str:
    """ "mp4", "webm", or nothing when this is no film; RefusedFile for a film that cannot be played."""
    if content[4:8] == b"ftyp":
        if content[8:12] in MP4_BRANDS:
            return "mp4"
        raise RefusedFile(
            "Video (hoặc ảnh) kiểu này trình duyệt không mở được: hãy xuất lại thành MP4 (H.264)."
        )
    if content.startswith(b"\x1a\x45\xdf\xa3"):
        if b"webm" in content[:64]:
            return "webm"
        raise RefusedFile("Video MKV trình duyệt không mở được: hãy xuất lại thành MP4 hoặc WebM.")
    return ""

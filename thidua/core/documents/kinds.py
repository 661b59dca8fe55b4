"""Kinds of administrative documents and their abbreviations (Decree 30/2020, Annex III.I)."""

from enum import StrEnum


class DocumentKind(StrEnum):
    RESOLUTION = "resolution"
    DECISION = "decision"
    DIRECTIVE = "directive"
    REGULATION = "regulation"
    RULES = "rules"
    COMMUNIQUE = "communique"
    NOTICE = "notice"
    GUIDANCE = "guidance"
    PROGRAMME = "programme"
    PLAN = "plan"
    ARRANGEMENT = "arrangement"
    SCHEME = "scheme"
    PROJECT = "project"
    REPORT = "report"
    MINUTES = "minutes"
    SUBMISSION = "submission"
    LETTER = "letter"
    TRANSMITTAL = "transmittal"
    FORWARDING = "forwarding"
    SLIP = "slip"
    INVITATION = "invitation"

    @property
    def label(self) -> str:
        """The name of the kind as in a sentence: "chỉ thị"."""
        return _NAMES[self][0]

    @property
    def heading(self) -> str:
        """The name of the kind as printed on its own line: "CHỈ THỊ"."""
        return self.label.upper()

    @property
    def abbreviation(self) -> str:
        """Empty for a công văn, the only kind without one."""
        return _NAMES[self][1]

    @property
    def has_heading(self) -> bool:
        return self is not DocumentKind.LETTER


_NAMES = {
    DocumentKind.RESOLUTION: ("nghị quyết", "NQ"),
    DocumentKind.DECISION: ("quyết định", "QĐ"),
    DocumentKind.DIRECTIVE: ("chỉ thị", "CT"),
    DocumentKind.REGULATION: ("quy chế", "QC"),
    DocumentKind.RULES: ("quy định", "QyĐ"),
    DocumentKind.COMMUNIQUE: ("thông cáo", "TC"),
    DocumentKind.NOTICE: ("thông báo", "TB"),
    DocumentKind.GUIDANCE: ("hướng dẫn", "HD"),
    DocumentKind.PROGRAMME: ("chương trình", "CTr"),
    DocumentKind.PLAN: ("kế hoạch", "KH"),
    DocumentKind.ARRANGEMENT: ("phương án", "PA"),
    DocumentKind.SCHEME: ("đề án", "ĐA"),
    DocumentKind.PROJECT: ("dự án", "DA"),
    DocumentKind.REPORT: ("báo cáo", "BC"),
    DocumentKind.MINUTES: ("biên bản", "BB"),
    DocumentKind.SUBMISSION: ("tờ trình", "TTr"),
    DocumentKind.LETTER: ("công văn", ""),
    DocumentKind.TRANSMITTAL: ("phiếu gửi", "PG"),
    DocumentKind.FORWARDING: ("phiếu chuyển", "PC"),
    DocumentKind.SLIP: ("phiếu báo", "PB"),
    DocumentKind.INVITATION: ("giấy mời", "GM"),
}
KINDS_BY_HEADING = {kind.heading: kind for kind in DocumentKind if kind.has_heading}

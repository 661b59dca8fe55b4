"""What a file is, told from its content and never from its name."""

from thidua.core.filetypes.archives import ArchiveLimits, check_archive
from thidua.core.filetypes.detecting import FileType, RefusedFile, detect

__all__ = ["ArchiveLimits", "FileType", "RefusedFile", "check_archive", "detect"]

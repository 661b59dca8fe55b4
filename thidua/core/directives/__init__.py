"""Reading directives: `load` a file, `read` its text, `to_json` what was found."""

from thidua.core.directives.as_json import to_json
from thidua.core.directives.model import Reading, Span
from thidua.core.directives.reading import read
from thidua.core.directives.sources import Source, UnreadableFile, load

__all__ = ["Reading", "Source", "Span", "UnreadableFile", "load", "read", "to_json"]

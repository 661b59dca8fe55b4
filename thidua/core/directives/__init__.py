"""Reading directives: `load` a file, `read` its text, `to_json` what was found."""

from thidua.core.directives.as_json import to_json
from thidua.core.directives.model import Reading, Span
from thidua.core.directives.reading import read

__all__ = ["Reading", "Span", "read", "to_json"]

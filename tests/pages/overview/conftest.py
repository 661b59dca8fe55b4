from tests.support.indices import indices
from tests.support.movements import draft, launched

__all__ = ["draft", "indices", "launched"]

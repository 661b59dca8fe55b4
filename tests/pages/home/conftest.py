from tests.support.movements import draft, launched

__all__ = ["draft", "launched"]

from tests.support.movements import draft, launched
from tests.support.reports import campaign, owed, prepared, sent

__all__ = ["campaign", "draft", "launched", "owed", "prepared", "sent"]

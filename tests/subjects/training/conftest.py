from tests.support.training import (
    held,
    invited,
    named,
    planned,
    stranger,
    summons,
    trainer,
)

__all__ = ["held", "invited", "named", "planned", "stranger", "summons", "trainer"]

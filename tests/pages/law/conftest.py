from tests.support.law import drafted, head, in_force, officer, proposed

__all__ = ["drafted", "head", "in_force", "officer", "proposed"]

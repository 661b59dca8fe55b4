"""The people of the subject's own tests, for its pages."""

from tests.subjects.eligibility.conftest import (
    beginner,
    clerk,
    fighter,
    health,
    officer,
    person,
)

__all__ = ["beginner", "clerk", "fighter", "health", "officer", "person"]

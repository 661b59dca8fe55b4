"""The actor of a request: a user in one post of one unit on one day."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from thidua.base.errors import Refusal


@dataclass(frozen=True, slots=True)
class Actor:
    """Passed to every service. Plain values, so that base and audit know no subject."""

    user_id: int | None
    user_name: str
    unit_id: int | None
    unit_name: str
    post_id: int | None
    post_title: str
    role: str
    day: date
    on_behalf_of: str = ""  # "thừa ủy quyền" of this person
    delegated_verbs: frozenset[str] | None = None  # None: not limited by a delegation
    seen_by: str = ""  # an administrator who looks through this person's eyes, read-only

    @classmethod
    def system(cls, day: date) -> Self:
        """The machine itself: reminders, the demonstration, operators' commands."""
        return cls(None, "Hệ thống", None, "", None, "", "system", day)

    @classmethod
    def citizen(cls, day: date) -> Self:
        """Somebody on the portal, without login: no user, no unit, no name kept in the record."""
        return cls(None, "Người dân", None, "", None, "", "citizen", day)

    @property
    def is_system(self) -> bool:
        return self.role == "system"

    @property
    def is_citizen(self) -> bool:
        return self.role == "citizen"

    @property
    def home_unit(self) -> int:
        """The unit of the post; a refusal for somebody who sits in none."""
        if self.unit_id is None:
            raise Refusal(
                "Tài khoản chưa có chức trách ở đơn vị nào. Đề nghị quản trị hệ thống cấp."
            )
        return self.unit_id

    @property
    def signature(self) -> str:
        """How the act reads in a timeline."""
        words = ", ".join(part for part in (self.post_title, self.unit_name) if part)
        name = f"{self.user_name} ({words})" if words else self.user_name
        return f"{name}, thừa ủy quyền của {self.on_behalf_of}" if self.on_behalf_of else name

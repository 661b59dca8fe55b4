"""How often somebody may do something: counted in the database, so that every worker knows.

    if not allow(f"opinion:{address}", limit=5, per=timedelta(hours=1)): …

What is counted is a keyed hash: nobody can read an address out of the table.
"""

from datetime import timedelta

__all__ = ["allow"]


def allow(key: str, *, limit: int, per: timedelta) -> bool:
    """Count one try under this key; no when `limit` were made within the time just past.

    Call it outside of the transaction that may be rolled back: a failed try counts too.
    """
    from thidua.base.throttle.counting import count_one

    return count_one(key, limit, int(per.total_seconds()))

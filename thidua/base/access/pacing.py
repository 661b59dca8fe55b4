"""How often one door may be knocked at: counted in the process, forgotten after a while.

Good enough against a phone gone mad and against guessing; with several web processes each counts
for itself.
"""

import time
from hashlib import sha256

from django.core.cache import cache


def within_pace(door: str, who: str, *, limit: int, seconds: int) -> bool:
    """False once `who` has come more often than `limit` in this stretch of time."""
    stretch = int(time.time() // seconds)
    name = sha256(who.encode()).hexdigest()[:32]
    key = f"pace:{door}:{name}:{stretch}"
    if cache.add(key, 1, timeout=seconds):
        return limit >= 1
    try:
        return cache.incr(key) <= limit
    except ValueError:  # the stretch ended between the two
        return True

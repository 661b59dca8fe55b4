"""Work behind the register's services."""

from thidua.base.jobs.registry import Progress, job
from thidua.subjects.register.indexing import AT_ONCE, index_holders


@job("register.index", "Lập phiếu tra cứu cho sổ vừa nhập")
def index(progress: Progress, holder_ids: list[int]) -> None:
    """Each bunch by itself: run again after a crash it finds what is done unchanged."""
    for start in range(0, len(holder_ids), AT_ONCE):
        index_holders(holder_ids[start : start + AT_ONCE])
        done = min(start + AT_ONCE, len(holder_ids))
        progress.update(done, len(holder_ids), f"Đã lập phiếu cho {done} người, tập thể")

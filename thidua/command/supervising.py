"""Child processes that are started again when they die, and never outlive their parent."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

PARENT_DEATH_SIGNAL = 1
STOP_WITHIN = 20.0
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
STEADY_AFTER = 30.0
MAX_QUICK_DEATHS = 8


def die_with_parent() -> None:
    """Asked of the kernel (Linux): no orphan, even when the parent is killed."""
    ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)


@dataclass
class Child:
    name: str
    module: list[str]  # what follows `python -m`
    process: "subprocess.Popen[bytes] | None" = None
    started: float = 0.0
    start_at: float = 0.0
    wait: float = FIRST_WAIT
    quick_deaths: int = 0
    command: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.command = [sys.executable, "-m", *self.module]

    def start(self) -> None:
        # A group of its own: Ctrl+C reaches the parent alone, which stops all in order.
        self.process = subprocess.Popen(self.command, preexec_fn=die_with_parent, process_group=0)
        self.started = time.monotonic()

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None


class Supervisor:
    def __init__(self, children: list[Child]) -> None:
        self.children = children
        self.stop = Event()

    def run(self, *, ready: Callable[[], bool], on_ready: Callable[[], None]) -> int:
        """Until SIGTERM or SIGINT (0), or until a child dies again and again (1)."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_args: self.stop.set())
        announced, pause = False, 0.1
        try:
            while not self.stop.is_set():
                if not self._keep_alive():
                    return 1
                if not announced and ready():
                    announced, pause = True, 0.5
                    on_ready()
                elif not announced:
                    pause = min(pause * 1.3, 2.0)  # one that answers with errors is not flooded
                self.stop.wait(pause)
            return 0
        finally:
            self._stop_children()

    def _keep_alive(self) -> bool:
        now = time.monotonic()
        for child in self.children:
            if child.alive or self.stop.is_set():
                continue
            if child.process is not None and not self._note_death(child, now):
                return False
            if now >= child.start_at:
                child.start()
        return True

    def _note_death(self, child: Child, now: float) -> bool:
        """Plan the next start; False when it is of no use to try again."""
        assert child.process is not None
        code = child.process.returncode
        steady = now - child.started > STEADY_AFTER
        child.quick_deaths = 0 if steady else child.quick_deaths + 1
        child.wait = FIRST_WAIT if steady else min(child.wait * 2, LONGEST_WAIT)
        child.start_at, child.process = now + child.wait, None
        print(f"Thi Đua: {child.name} đã dừng (mã {code}), đang chạy lại.", file=sys.stderr)
        if child.quick_deaths < MAX_QUICK_DEATHS:
            return True
        print(f"Thi Đua: {child.name} không chạy được, dừng hẳn.", file=sys.stderr)
        return False

    def _stop_children(self) -> None:
        living = [child.process for child in self.children if child.process and child.alive]
        for process in living:
            process.terminate()
        end = time.monotonic() + STOP_WITHIN
        for process in living:
            try:
                process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

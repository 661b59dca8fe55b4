"""How long reading takes: a ten-page text, and 10, 100, 1,000 documents in one call, as ratios.

python benchmarks/reader.py
"""

import contextlib
import io
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from thidua.command import read as command
from thidua.core.directives import read, to_json

SEED = Path(__file__).parents[1] / "thidua" / "data" / "directives" / "lai-chau-2022-chi-thi.txt"
TEN_PAGES = 27_000
LIMIT_MS = 100


def best(action: Callable[[], object], times: int = 7) -> float:
    """The shortest of several runs."""
    return min(seconds(action) for _ in range(times))


def seconds(action: Callable[[], object]) -> float:
    """Processor time: what others do on the machine does not count."""
    start = time.process_time()
    action()
    return time.process_time() - start


def ten_pages() -> str:
    """The directive with its contents repeated to ten pages."""
    text = SEED.read_text(encoding="utf-8")
    head, foot = text[:8633], text[8633:]
    filler = text[1784:8633]
    while len(head) + len(foot) < TEN_PAGES:
        head += "\n\n" + filler
    return (head + foot)[: TEN_PAGES - len(foot)] + foot


def read_many(folder: Path, count: int) -> None:
    text = SEED.read_text(encoding="utf-8")
    paths = []
    for index in range(count):
        path = folder / f"{index:04}.txt"
        path.write_text(text.replace("Lai Châu", f"Lai Châu {index}"), encoding="utf-8")
        paths.append(str(path))
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = command.run([*paths, "--json"])
    shown = json.loads(out.getvalue())
    if code != 0 or len(shown if count > 1 else [shown]) != count:
        raise SystemExit("not every document was read")


def main() -> None:
    text = ten_pages()
    one = best(lambda: to_json(read(text))) * 1000
    print(f"ten pages ({len(text):,} characters): {one:.0f} ms (bar {LIMIT_MS} ms)")
    with tempfile.TemporaryDirectory() as folder:
        base = None
        for count in (10, 100, 1000):
            took = seconds(lambda count=count: read_many(Path(folder), count))
            base = base or took / count
            print(
                f"{count:>5} documents: {took:6.2f} s, {took / count * 1000:5.1f} ms each, ratio to linear {took / count / base:.2f}"
            )


if __name__ == "__main__":
    main()

"""Runs every check of the gate in order, says what each took, and what could not run and why."""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
# What asks no database, or makes installations of its own on both engines: a second run tells nothing.
TOLD_ONCE = ("core", "command")
SUMMARY = re.compile(r"(\d+) (passed|failed|skipped|error)")


@dataclass
class Gate:
    failed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: {"passed": 0, "failed": 0, "skipped": 0})

    def run(self, name: str, *command: str, env: dict[str, str] | None = None) -> None:
        began = time.monotonic()
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **(env or {})}, text=True, capture_output=True
        )
        verdict = "ok" if done.returncode == 0 else "FAILED"
        print(f"{name:<44} {verdict:>6}  {time.monotonic() - began:6.1f} s", flush=True)
        self._count(done.stdout)
        if done.returncode:
            self.failed.append(name)
            print(done.stdout[-8000:], done.stderr[-4000:], sep="\n", flush=True)

    def _count(self, output: str) -> None:
        lines = [line for line in output.splitlines() if " in " in line and "passed" in line]
        for number, word in SUMMARY.findall(lines[-1]) if lines else []:
            self.counts["failed" if word == "error" else word] += int(number)

    def leave_out(self, name: str, why: str) -> None:
        self.left_out.append(f"{name}: {why}")

    def close(self) -> int:
        for line in self.left_out:
            print(f"not run: {line}")
        if self.failed:
            print("failed: " + ", ".join(self.failed))
        if not (self.counts["passed"] or self.failed):
            self.failed.append("no test ran")
        failures = max(self.counts["failed"], len(self.failed))
        print(
            f"{self.counts['passed']} passed, {failures} failed, {self.counts['skipped']} skipped"
        )
        return 1 if self.failed else 0


def static_checks(gate: Gate) -> None:
    gate.run("lint (ruff check)", str(BIN / "ruff"), "check", ".")
    gate.run("format (ruff format)", str(BIN / "ruff"), "format", "--check", ".")
    gate.run("import contracts (lint-imports)", str(BIN / "lint-imports"))
    gate.run("types (mypy)", str(BIN / "mypy"))
    gate.run(
        "migrations complete",
        str(BIN / "thidua"), "manage", "makemigrations", "--check", "--dry-run",
        env={"THIDUA_DATA": tempfile.mkdtemp(prefix="thidua-gate-")},
    )  # fmt: skip


def pytest(*arguments: str) -> tuple[str, ...]:
    return (str(BIN / "python"), "-m", "pytest", "-q", *arguments)


def postgres_address(gate: Gate) -> str | None:
    """A server from a Python package alone; it ends with this process."""
    sys.path.insert(0, str(ROOT))
    try:
        from tests.support import postgres

        return postgres.start()
    except Exception as reason:
        gate.leave_out("tests on PostgreSQL", f"the embedded server did not start ({reason})")
        return None


def tests(gate: Gate, long: bool) -> None:
    most = ("-n", "2", "-m", "not long and not browser")
    address = postgres_address(gate)
    gate.run("tests on SQLite", *pytest(*most))
    if address:
        without = (f"--ignore=tests/{folder}" for folder in TOLD_ONCE)
        gate.run("tests on PostgreSQL", *pytest(*most, *without), env={"THIDUA_DATABASE": address})
    if browser():
        gate.run("browser", *pytest("-m", "browser and not long", "-n", "2"))
    else:
        gate.leave_out("browser tests", "no Chromium; install it or name it in THIDUA_CHROMIUM")
    if long:
        # Each of these makes installations of its own on both engines.
        gate.run("long tests (kills, mutations, the year)", *pytest("-m", "long", "-n", "2"))


def browser() -> str | None:
    named = os.environ.get("THIDUA_CHROMIUM")
    places = ("chromium-headless-shell", "chromium", "chromium-browser")
    return named or next((found for place in places if (found := shutil.which(place))), None)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--long", action="store_true", help="kills, mutations, the played year")
    parser.add_argument("--static", action="store_true", help="only lint, types and contracts")
    chosen = parser.parse_args()
    gate = Gate()
    static_checks(gate)
    if not chosen.static:
        tests(gate, chosen.long)
    return gate.close()


if __name__ == "__main__":
    sys.exit(main())

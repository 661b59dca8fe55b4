"""Runs tests against a copy of the project in which one module is wrong."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.long.mutating.mutants import Mutant

ROOT = Path(__file__).resolve().parents[3]
COPIED = ("thidua", "tests", "pyproject.toml")
SECONDS = 240
# What `pytest` answers when a test failed, and when the wrong module could not even be loaded.
FAILED = 1
NOTICED = (FAILED, 2, 3, 4)


class Copy:
    """A folder with the package and its tests, whose modules may be wrong for a while."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        skip = shutil.ignore_patterns("__pycache__", "docs", "*.png")
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=skip)
            else:
                shutil.copy(source, folder / name)

    def stands_alone(self) -> bool:
        """The tests would import the copy and not the project itself."""
        code = "import thidua, tests; print(thidua.__file__, tests.__file__)"
        answer = self._python("-c", code).stdout.split()
        return all(Path(place).is_relative_to(self.folder) for place in answer)

    def passes(self, tests: Sequence[str]) -> bool:
        return self._pytest(tests) == 0

    def kills(self, mutant: Mutant, tests: Sequence[str]) -> bool:
        """Whether a test of the module notices; a test that never ends has noticed too."""
        module = self.folder / mutant.path
        right = module.read_text("utf-8")
        module.write_text(mutant.text, "utf-8")
        try:
            return self._pytest(tests) in NOTICED
        finally:
            module.write_text(right, "utf-8")

    def _pytest(self, tests: Sequence[str]) -> int:
        try:
            done = self._python("-m", "pytest", "-q", "-x", "-m", "not long", *tests)
        except subprocess.TimeoutExpired:
            return FAILED
        return done.returncode

    def _python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        # Compiled files are told apart by size and second: too coarse for one changed sign.
        env = {**os.environ, "PYTHONPATH": str(self.folder), "PYTHONDONTWRITEBYTECODE": "1"}
        for name in ("THIDUA_DATABASE", "THIDUA_DATA", "PYTEST_XDIST_WORKER"):
            env.pop(name, None)
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder, env=env, text=True, capture_output=True, timeout=SECONDS,
        )  # fmt: skip

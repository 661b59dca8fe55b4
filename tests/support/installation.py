"""An installation of its own, driven as an operator drives it: by commands, in processes."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


class Installation:
    """`python` runs code after django.setup() and gives what it printed."""

    def __init__(self, data: Path, database: str = "") -> None:
        self.data = data
        self.env = {
            key: value
            for key, value in os.environ.items()
            if not key.startswith("THIDUA_") and key != "DJANGO_SETTINGS_MODULE"
        }
        self.env |= {"THIDUA_DATA": str(data), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        if settings := os.environ.get("KILL_TEST_SETTINGS"):
            self.env["DJANGO_SETTINGS_MODULE"] = settings
            self.env["PYTHONPATH"] = os.environ["PYTHONPATH"]
        if database:
            self.env["THIDUA_DATABASE"] = database

    def thidua(self, *words: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "thidua.command.main", *words]
        done = subprocess.run(
            command,
            env=self.env,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if check and done.returncode:
            raise AssertionError(
                f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr[-4000:]}"
            )
        return done

    def start(self, *words: str, log: Path | None = None) -> "subprocess.Popen[bytes]":
        out = (log or self.data / "process.log").open("ab")
        with out:
            return subprocess.Popen(
                [sys.executable, "-m", "thidua.command.main", *words],
                env=self.env,
                cwd=ROOT,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def python(self, code: str) -> str:
        script = f"import django\ndjango.setup()\n{code}"
        env = {"DJANGO_SETTINGS_MODULE": "thidua.config.settings"} | self.env
        done = subprocess.run(
            [sys.executable, "-c", script],
            env=env,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if done.returncode:
            raise AssertionError(f"{done.stdout}\n{done.stderr[-4000:]}")
        return done.stdout.strip()

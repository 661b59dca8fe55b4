"""`thidua serve`: the web server and the worker, kept alive together, stopped together."""

import argparse
import os
import socket
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.db import connection

from thidua.command.preparing import prepare
from thidua.command.supervising import Child, Supervisor

BACKGROUND_AFTER = 1.5  # seconds: the first page comes first


def run(argv: list[str]) -> int:
    arguments = _parse(argv)
    if not _free(arguments.host, arguments.port):
        print(
            f"Cổng {arguments.port} đang có chương trình khác dùng. "
            f"Chọn cổng khác: thidua serve --port {arguments.port + 1}",
            file=sys.stderr,
        )
        return 1
    _set_environment(arguments)
    prepare()
    if arguments.demo:
        _load_demonstration()
    address = f"http://{_shown(arguments.host)}:{arguments.port}/"
    supervisor = Supervisor(_children(arguments))
    return supervisor.run(
        ready=lambda: _answers(address), on_ready=lambda: _say_where(address, arguments.demo)
    )


def _load_demonstration() -> None:
    from thidua.command.demonstration import lai_chau

    print(lai_chau.load())
    print(lai_chau.who_can_log_in(), flush=True)
    connection.close()


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="thidua serve",
        description="Chạy máy chủ và tiến trình nền. Dừng bằng Ctrl+C.",
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="địa chỉ lắng nghe (mặc định chỉ máy này)"
    )
    parser.add_argument("--port", type=int, default=8000, help="cổng (mặc định 8000)")
    parser.add_argument(
        "--demo",
        action="store_true",
        help="bản trình diễn Lai Châu, ngày 15/02/2022: nạp dữ liệu nếu chưa có",
    )
    parser.add_argument("--workers", type=int, default=2, help="số tiến trình web (mặc định 2)")
    return parser.parse_args(argv)


def _free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _set_environment(arguments: argparse.Namespace) -> None:
    """For the children, which read the settings anew."""
    if arguments.demo:
        os.environ["THIDUA_DEMO"] = "1"
        settings.DEMO = True
    shown = _shown(arguments.host)
    os.environ.setdefault("THIDUA_ADDRESS", f"http://{shown}:{arguments.port}")
    os.environ.setdefault("THIDUA_HOSTS", ",".join(_own_names(arguments.host)))


def _own_names(host: str) -> list[str]:
    names = ["127.0.0.1", "localhost", "[::1]"]
    if host in ("0.0.0.0", "::"):
        machine = socket.gethostname()
        names += [machine, *_addresses(machine)]
    elif host not in names:
        names.append(host)
    return names


def _addresses(machine: str) -> list[str]:
    try:
        return sorted({str(found[4][0]) for found in socket.getaddrinfo(machine, None)})
    except OSError:
        return []


def _shown(host: str) -> str:
    if host in ("0.0.0.0", "::"):
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _children(arguments: argparse.Namespace) -> list[Child]:
    bind = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    web = [
        *("gunicorn", "thidua.config.wsgi:application", "--bind", f"{bind}:{arguments.port}"),
        *("--worker-class", "gthread", "--workers", str(arguments.workers), "--threads", "4"),
        *("--timeout", "120", "--graceful-timeout", "10", "--log-level", "warning"),
        *("--no-control-socket", "--preload"),
    ]
    background = Child("tiến trình nền", ["thidua.command.main", "worker"])
    background.start_at = time.monotonic() + BACKGROUND_AFTER
    return [Child("máy chủ", web), background]


def _answers(address: str) -> bool:
    try:
        with urlopen(f"{address}song/", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _say_where(address: str, demo: bool) -> None:
    kind = "Bản trình diễn" if demo else "Thi Đua"
    print(f"{kind} đang chạy tại {address}\nDừng bằng Ctrl+C.", flush=True)

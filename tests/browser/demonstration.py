"""The demonstration as visitors meet it: built once by the command, served on a free port."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

ROOT = Path(__file__).resolve().parent.parent.parent
START_WITHIN = 60.0
DESK = ViewportSize(width=1440, height=900)
FORGOTTEN = ("THIDUA_DATABASE", "THIDUA_SECRET_KEY", "THIDUA_ADDRESS", "THIDUA_HOSTS")


def environment(data: Path) -> dict[str, str]:
    """That of an operator who runs the demonstration on SQLite, whatever the tests run on."""
    kept = {name: value for name, value in os.environ.items() if name not in FORGOTTEN}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "thidua.config.settings",
        "PYTHONPATH": str(ROOT),
        "THIDUA_DATA": str(data),
        "THIDUA_DEMO": "1",
    }


def run(data: Path, *arguments: str) -> str:
    """Python with these arguments beside the data folder; its output."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(data),
        text=True,
        capture_output=True,
    )
    if done.returncode:
        raise RuntimeError(f"{arguments}: {done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout


def build(data: Path) -> None:
    run(data, "-m", "thidua.command.main", "demo")


@contextmanager
def served(data: Path) -> Iterator[str]:
    """Web server and worker over this data folder; gives the address without a slash."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with (data / "serve.log").open("wb") as log:
        command = [sys.executable, "-m", "thidua.command.main", "serve"]
        server = subprocess.Popen(
            [*command, "--port", str(port), "--workers", "1"],
            cwd=ROOT, env=environment(data), stdout=log, stderr=log,
        )  # fmt: skip
        try:
            wait_until_up(server, address, data)
            yield address
        finally:
            server.terminate()
            server.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_up(server: "subprocess.Popen[bytes]", address: str, data: Path) -> None:
    end = time.monotonic() + START_WITHIN
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(f"{address}/song/", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start: {(data / 'serve.log').read_text()[-4000:]}")


def copy_of(data: Path, place: Path) -> Path:
    shutil.copytree(data, place)
    return place


def sign_in(page: Page, address: str, username: str) -> None:
    """By the card of the sign-in page, as visitors do."""
    page.goto(f"{address}/dang-nhap/")
    card = page.locator(f'form:has(input[name="username"][value="{username}"])')
    for fold in page.locator("details.demo-more:not([open]) > summary").all():
        fold.click()
    card.locator("button").click()
    page.wait_for_url(lambda url: "/dang-nhap/" not in url)


class People:
    """A browser context for each person, signed in once; `Khách` is nobody."""

    def __init__(self, browser: Browser, address: str, **context: object) -> None:
        self.browser, self.address, self.context = browser, address, context
        self.contexts: dict[str, BrowserContext] = {}

    def page(self, username: str = "") -> Page:
        if username not in self.contexts:
            self.contexts[username] = self.browser.new_context(
                base_url=self.address,
                viewport=DESK,
                **self.context,  # type: ignore[arg-type]
            )
            if username:
                first = self.contexts[username].new_page()
                sign_in(first, self.address, username)
                first.close()
        return self.contexts[username].new_page()

    def close(self) -> None:
        for context in self.contexts.values():
            context.close()

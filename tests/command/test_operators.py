import os
import signal
import socket
import time
from urllib.request import urlopen

import pytest

from tests.support.installation import Installation


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    made = Installation(tmp_path_factory.mktemp("operated"))
    made.thidua("manage", "migrate", "--verbosity", "0")
    return made


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as stat:
        return stat.read().rpartition(")")[2].split()[0] != "Z"


def descendants(pid):
    found = []
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/children") as children:
            for child in map(int, children.read().split()):
                found += [child, *descendants(child)]
    return found


def wait_until(question, seconds=40):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if question():
            return True
        time.sleep(0.1)
    return False


def answers(port):
    try:
        with urlopen(f"http://127.0.0.1:{port}/song/", timeout=5) as answer:
            return answer.read() == b"ok"
    except OSError:
        return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serve_answers_and_stops_without_orphans(installation, number):
    port = free_port()
    server = installation.start("serve", "--port", str(port))
    assert wait_until(lambda: answers(port))
    # The master, two web workers, and the background worker, which comes after the first page.
    assert wait_until(lambda: len(descendants(server.pid)) >= 4)
    children = descendants(server.pid)
    server.send_signal(number)
    assert server.wait(30) == 0
    assert [pid for pid in children if alive(pid)] == []


def test_serve_killed_outright_leaves_no_orphans(installation):
    port = free_port()
    server = installation.start("serve", "--port", str(port))
    assert wait_until(lambda: answers(port))
    children = descendants(server.pid)
    server.kill()
    server.wait()
    assert wait_until(lambda: not [pid for pid in children if alive(pid)], 30)


def test_serve_starts_a_dead_worker_again(installation):
    port = free_port()
    log = installation.data / "again.log"
    server = installation.start("serve", "--port", str(port), log=log)

    def workers():
        found = []
        for pid in descendants(server.pid):
            with open(f"/proc/{pid}/cmdline", "rb") as line:
                if line.read().rstrip(b"\0").endswith(b"worker"):
                    found.append(pid)
        return found

    try:
        assert wait_until(lambda: answers(port) and workers())
        first = workers()
        os.kill(first[0], signal.SIGKILL)
        assert wait_until(lambda: workers() and workers() != first, 15)
        assert "tiến trình nền đã dừng" in log.read_text()
    finally:
        server.terminate()
        server.wait(30)


def test_serve_names_a_port_in_use(installation):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = installation.thidua("serve", "--port", str(port), check=False)
    assert done.returncode == 1
    assert f"Cổng {port} đang có chương trình khác dùng" in done.stderr


def test_check_says_what_to_do(installation):
    done = installation.thidua("check", check=False)
    assert done.returncode == 1
    assert "[  LỖI ] Sao lưu: Chưa sao lưu lần nào." in done.stdout
    assert "→ Đặt lịch chạy “thidua backup” mỗi đêm" in done.stdout
    assert "[  đạt ] Khóa chống sửa nhật ký: Đủ." in done.stdout


def test_audit_verify_and_head(installation):
    (installation.data / "audit-heads.jsonl").unlink(missing_ok=True)  # a worker may have kept one
    assert "không thể biết phần cuối" in installation.thidua("audit", "verify").stdout
    installation.thidua("audit", "head")
    done = installation.thidua("audit", "verify")
    assert "toàn vẹn" in done.stdout
    assert "Lưu ý" not in done.stdout


@pytest.mark.parametrize("command", ["serve", "worker", "backup", "restore", "check", "audit"])
def test_every_command_has_help_in_vietnamese(installation, command):
    help_text = installation.thidua(command, "--help").stdout
    assert any(letter in help_text for letter in "ạảấầẩệộửữđ")

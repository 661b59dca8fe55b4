import socket
import struct
import threading
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from tests.support import bad_files
from thidua.base import files
from thidua.base.files import blobs
from thidua.base.files.models import StoredFile
from thidua.base.files.upkeep import damaged_contents, sweep_files
from thidua.base.files.uploads import LimitedUploadHandler, uploaded

pytestmark = pytest.mark.django_db


def on_disk(own_data):
    return sorted(path.name for path in own_data.rglob("*") if path.is_file())


def store(actor, content=None, name="chỉ thị.docx", purpose="directive"):
    return files.store(actor=actor, name=name, content=content or bad_files.docx(), purpose=purpose)


def test_store_keeps_the_content_under_its_hash(actor, own_data):
    whole = bad_files.docx()
    stored = store(actor, content=whole)
    assert (stored.name, stored.kind, stored.purpose) == ("chỉ thị.docx", "docx", "directive")
    assert stored.read() == whole
    with stored.open() as content:
        assert len(content.read()) == stored.size
    assert blobs.blob_path(stored.sha256).parent == own_data.joinpath(
        "files", stored.sha256[:2], stored.sha256[2:4]
    )


def test_store_keeps_equal_contents_once(actor, own_data):
    content = bad_files.docx()  # once: a .docx bears the second it was made in
    first, second = (store(actor, name=name, content=content) for name in ("a.docx", "b.docx"))
    assert first.sha256 == second.sha256
    assert StoredFile.objects.count() == 2
    assert on_disk(own_data) == [first.sha256]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.docx"),
        ("C:\\Tài liệu\\kế hoạch.doc", "kế hoạch.docx"),
        ("a\r\nb.docx", "ab.docx"),
        ("...", "tep.docx"),
        ("ă" * 400 + ".docx", "ă" * 250 + ".docx"),
    ],
)
def test_store_cleans_the_name_and_gives_the_true_ending(actor, own_data, name, kept):
    assert store(actor, name=name).name == kept


@pytest.mark.parametrize(
    ("content", "purpose", "word"),
    [
        (bad_files.docm(), "directive", "macro"),
        (bad_files.xxe_docx(), "directive", "DOCTYPE"),
        (bad_files.encrypted_pdf(), "paper", "mật khẩu"),
        (bad_files.docx(), "sheet", "ở đây nhận Excel"),
        (b"<html><body>", "directive", "HTML"),
        (BytesIO(b"a" * (31 << 20)), "directive", "chỉ nhận đến 30 MB"),
    ],
)
def test_store_refuses_and_leaves_nothing(actor, own_data, content, purpose, word):
    with pytest.raises(files.BadFile, match=word):
        store(actor, content=content, purpose=purpose)
    assert on_disk(own_data) == []
    assert StoredFile.objects.count() == 0


def test_store_reads_no_more_than_the_limit(actor, own_data):
    class Endless:
        asked = 0

        def read(self, size=-1):
            self.asked += size
            return b"a" * size

    endless = Endless()
    with pytest.raises(files.BadFile, match="quá lớn"):
        store(actor, content=endless)
    assert endless.asked == (30 << 20) + 1


class FakeClamd:
    """Speaks INSTREAM as clamd does."""

    def __init__(self, answer):
        self.answer, self.received = answer, b""
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.server.getsockname()[1]}"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        client, _ = self.server.accept()
        with client, client.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            while size := struct.unpack("!L", stream.read(4))[0]:
                self.received += stream.read(size)
            client.sendall(self.answer)
        self.server.close()


def test_store_asks_clamd_and_keeps_a_clean_file(actor, own_data, settings):
    daemon = FakeClamd(b"stream: OK\0")
    settings.CLAMD = daemon.address
    stored = store(actor)
    assert daemon.received == stored.read()


def test_store_refuses_a_virus(actor, own_data, settings):
    settings.CLAMD = FakeClamd(b"stream: Eicar-Signature FOUND\0").address
    with pytest.raises(files.BadFile, match=r"vi-rút \(Eicar-Signature\)"):
        store(actor)
    assert on_disk(own_data) == []


def test_store_refuses_when_clamd_is_away(actor, own_data, settings):
    settings.CLAMD = "127.0.0.1:1"
    with pytest.raises(files.BadFile, match="Chưa quét được vi-rút"):
        store(actor)


def test_serve_downloads_with_the_vietnamese_name_and_never_sniffs(actor, own_data):
    response = files.serve(store(actor), inline=True)
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''ch%E1%BB%89")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == bad_files.docx()


def test_serve_shows_a_pdf_inline(actor, own_data):
    stored = store(actor, content=bad_files.plain_pdf(), name="a.pdf")
    response = files.serve(stored, inline=True)
    assert response["Content-Disposition"].startswith("inline")
    response.close()


def upload(size):
    request = RequestFactory().post("/", {"tep": SimpleUploadedFile("a.docx", b"a" * size)})
    request.upload_handlers = [LimitedUploadHandler(request)]
    return request


def test_upload_past_the_limit_is_dropped_while_it_streams(monkeypatch):
    monkeypatch.setattr("thidua.base.files.uploads.LARGEST", 1 << 20)
    request = upload(3 << 20)
    with pytest.raises(files.BadFile, match="chỉ nhận đến 1 MB"):
        uploaded(request, "tep")
    assert list(request.FILES) == []


def test_upload_within_the_limit_arrives():
    assert uploaded(upload(1000), "tep").size == 1000


def test_upload_without_a_file_says_so():
    with pytest.raises(files.BadFile, match="Chưa chọn tệp"):
        uploaded(RequestFactory().post("/"), "tep")


def test_sweep_removes_only_old_contents_without_a_row(actor, own_data):
    kept = store(actor)
    lost = blobs.put(b"left by a rollback")
    assert sweep_files() == 0
    assert blobs.sweep({kept.sha256}, older_than=-1) == 1
    assert on_disk(own_data) == [kept.sha256]
    assert lost != kept.sha256


def test_damaged_contents_finds_changed_and_missing(actor, own_data):
    changed = store(actor)
    missing = store(actor, content=bad_files.plain_pdf())
    assert damaged_contents() == []
    blobs.blob_path(changed.sha256).write_bytes(b"x")
    blobs.blob_path(missing.sha256).unlink()
    assert damaged_contents() == sorted([changed.sha256, missing.sha256])

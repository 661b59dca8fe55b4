"""`thidua read`: what it prints and how it ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from thidua.command.read import run

DATA = Path(__file__).parents[2] / "data" / "directives"
SEED = str(DATA / "lai-chau-2022-chi-thi.txt")


def test_read_one_file_prints_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([SEED, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["document_type"], len(shown["targets"]), shown["archive"]) == (
        "chỉ thị",
        8,
        "Lưu: VT, Th3.",
    )


def test_read_several_files_prints_an_array_in_order(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    empty = tmp_path / "rỗng.txt"
    empty.touch()
    assert run(["--json", SEED, str(empty), SEED]) == 2
    shown = json.loads(capsys.readouterr().out)
    assert [item.get("document_type") for item in shown] == ["chỉ thị", None, "chỉ thị"]
    assert shown[1] == {
        "file": str(empty),
        "error": "Tệp rỗng, không có nội dung. Hãy chọn lại tệp.",
    }


def test_read_without_json_prints_a_summary(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([SEED]) == 0
    out = capsys.readouterr().out
    assert "  Số, ký hiệu        (trống)/CT-UBND\n" in out
    assert "    - GRDP bình quân đầu người: khoảng 47,9 triệu đồng\n" in out


def test_read_speaks_utf8_whatever_the_locale_and_needs_no_django() -> None:
    code = (
        "import sys; from thidua.command.read import run; code = run(sys.argv[1:]); "
        "sys.exit(9 if 'django' in sys.modules else code)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, SEED, "--json"],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[3],
        env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PATH": ""},
    )
    assert result.returncode == 0
    assert json.loads(result.stdout.decode("utf-8"))["place"] == "Lai Châu"


def test_read_help_is_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        run(["--help"])
    assert end.value.code == 0
    assert "Mã kết thúc: 0 khi đọc được mọi tệp" in capsys.readouterr().out

"""`thidua check`: how the installation stands, and what to do."""

import argparse

from thidua.base.health import Level, examine

MARKS = {Level.GOOD: "  đạt ", Level.WARN: " lưu ý", Level.BAD: "  LỖI "}


def run(argv: list[str]) -> int:
    """0 when nothing is broken, 1 otherwise."""
    parser = argparse.ArgumentParser(
        prog="thidua check",
        description="Kiểm tra cấu hình, cơ sở dữ liệu, nhật ký, đĩa, thư, quét vi-rút, sao lưu.",
    )
    parser.parse_args(argv)
    findings = examine()
    for finding in findings:
        print(f"[{MARKS[finding.level]}] {finding.name}: {finding.sentence}")
        if finding.advice:
            print(f"          → {finding.advice}")
    return 1 if any(finding.level == Level.BAD for finding in findings) else 0

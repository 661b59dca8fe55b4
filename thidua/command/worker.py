"""`thidua worker`: only the background process."""

import argparse


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="thidua worker",
        description="Chạy tiến trình nền: gửi thư, việc dài, việc theo giờ. “thidua serve” đã kèm sẵn.",
    )
    parser.parse_args(argv)
    from thidua.base.jobs.worker import run_worker

    return run_worker()

from tests.support.targets import jobs_target, officer, reported

__all__ = ["jobs_target", "officer", "reported"]

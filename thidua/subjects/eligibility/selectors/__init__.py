"""Questions about verdicts, prospects and lists."""

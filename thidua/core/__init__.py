"""Law, scores, periods and texts: pure Python, no Django and no database."""

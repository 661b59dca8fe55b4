"""Questions about papers and legal bases."""

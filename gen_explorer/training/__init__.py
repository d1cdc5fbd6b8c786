"""One training loop for every family, and the run folder it writes."""

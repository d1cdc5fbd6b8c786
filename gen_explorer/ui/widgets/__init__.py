"""One reusable widget a file."""

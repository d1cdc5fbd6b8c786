"""The window. Qt lives here and in `app.py` only; nothing here computes or imports torch."""

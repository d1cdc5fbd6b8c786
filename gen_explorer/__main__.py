"""`python -m gen_explorer` is `gen-explorer`."""

from gen_explorer.cli import main

if __name__ == "__main__":
    main()

"""``python -m vndoc``: the command line."""

from vndoc.cli import main

if __name__ == "__main__":
    main()

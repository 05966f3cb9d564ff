"""``python -m unstatements``: the same program as the console script."""

import sys

from unstatements.cli import main

if __name__ == "__main__":
    sys.exit(main())

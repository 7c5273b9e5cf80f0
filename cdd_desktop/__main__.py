"""`python -m cdd_desktop` is the same as the command `cdd-desktop`."""

import sys

from cdd_desktop.cli.main import main

if __name__ == "__main__":
    sys.exit(main())

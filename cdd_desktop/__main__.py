"""`python -m cdd_desktop` is the same as the command `cdd-desktop`; CDD.exe starts it so."""

import sys

from cdd_desktop import last_words


def start() -> int:
    """Run the command line, or say that the program's own files are not whole."""
    try:
        from cdd_desktop.cli.main import main  # noqa: PLC0415 - what fails here is told
    except Exception:  # noqa: BLE001 - a file is missing or holds rubbish; its details are kept
        return last_words.tell_damaged()
    return main()


if __name__ == "__main__":
    sys.exit(start())

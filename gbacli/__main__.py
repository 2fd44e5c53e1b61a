"""The program: `gba`, and `python -m gbacli`."""

import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code.

    Two things make a short call a quarter shorter: no garbage collection, as nothing
    here lives in cycles, and leaving without tearing the interpreter down, once all output is written and checked.
    """
    gc.disable()
    code = 130
    try:
        from gbacli.cli import app

        app(args=sys.argv[1:], prog_name="gba")
    except SystemExit as stop:
        code = int(stop.code or 0)
    except KeyboardInterrupt:
        pass
    # Both streams were flushed and their errors turned into `code`; nothing is left to be done at exit.
    os._exit(code)


if __name__ == "__main__":
    main()

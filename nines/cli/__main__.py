"""`python -m nines.cli`, for where the command is not on the path."""

import sys

from nines.cli import main

if __name__ == "__main__":
    sys.exit(main())

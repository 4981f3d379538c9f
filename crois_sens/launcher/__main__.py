"""Where ``dev.py`` arrives once it is inside the virtual environment."""

import sys

from crois_sens.launcher.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

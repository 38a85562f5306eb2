"""`python -m diplograph` is the command `diplograph`."""

from diplograph.cli import main

main()

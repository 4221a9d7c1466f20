"""`python -m juesuan`: the command line, where the program is not on the path."""

from juesuan.cli import main

main()

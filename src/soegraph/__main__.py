"""Run the command line as ``python -m soegraph``."""

from soegraph.cli import main

main(prog_name="soegraph")

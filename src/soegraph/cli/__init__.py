"""The command line: ``soegraph COMMAND``, one module a group of commands, each imported when it is called.

Commands only call the rooms. Results go to standard output, everything else to standard error; how a
command ends is told in `soegraph.cli.group`.
"""

from __future__ import annotations

import click

from soegraph import __version__
from soegraph.cli.group import Commands
from soegraph.cli.options import DEFAULT_STORE, store_option


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@store_option(default=DEFAULT_STORE)
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    """Make a knowledge graph of state enterprises from news articles, and ask it.

    \b
    A first walk:
      soegraph build                                    the articles of the package, as a graph
      soegraph queries                                  what can be asked
      soegraph query subsidiaries -p group=baogang-group --explain
      soegraph show meng-fanying                        all that is known of her

    \b
    Completion of commands, query names and parameters, for this shell:
      eval "$(_SOEGRAPH_COMPLETE=bash_source soegraph)"       (or zsh_source)
      _SOEGRAPH_COMPLETE=fish_source soegraph | source

    Exit status: 0 done; 1 something failed, standard error says what; 2 wrong usage; 130 interrupted.
    """

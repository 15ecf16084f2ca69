"""The command line: arguments go in, the archive works, and this package alone prints.

stdout is data, stderr is progress and what a person should know beside it. Nothing heavy is imported until a command
needs it, so that `--help` is there at once. Exit code 0: done; 1: done, but --strict was given and there were
problems; 2: wrong usage, or an error of `reconnect.errors`, told in one line.
"""

from __future__ import annotations

import errno
import gc
import os
from typing import Any

import click

from reconnect.cli.demo import demo
from reconnect.cli.drafts import draft
from reconnect.cli.forget import forget
from reconnect.cli.imports import import_, importers, imports, problems
from reconnect.cli.lookup import lookup
from reconnect.cli.me import me, settings
from reconnect.cli.offer import offer
from reconnect.cli.outbox import drafts
from reconnect.cli.people import join, part, people, show
from reconnect.cli.remember import mark, note
from reconnect.cli.report import forgotten
from reconnect.cli.review import review
from reconnect.cli.schedule import schedule
from reconnect.errors import ReconnectError
from reconnect.visible import visible

PRIVATE = 0o077
NEW_OBJECTS = 50_000
"""So many, not 700, are made before Python looks for cycles among them: an import makes millions that stay to its end,
and is a seventh faster."""


class Failure(click.ClickException):
    """An error of ours: its line as it is, and exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the line to stderr."""
        click.echo(visible(self.message), file=file, err=True)


class Commands(click.Group):
    """The commands in the order in which one meets them; an error of ours becomes one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of registration."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except ReconnectError as error:
            raise Failure(str(error)) from None
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read our output has had enough
                raise
            where = error.filename or "the output"
            raise Failure(
                f"{where}: {error.strerror}; check the path, its permissions and the room on the disk"
            ) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="reconnect", message="%(version)s")
@click.option("--db", metavar="PATH", help="The database (default: RECONNECT_DB, else your data folder).")
@click.pass_context
def main(ctx: click.Context, db: str | None) -> None:
    """Who have I forgotten? Reads your own archives and drafts honest letters; nothing is ever sent."""
    os.umask(PRIVATE)  # reports and drafts hold other people's data
    gc.set_threshold(NEW_OBJECTS)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy multiplies no matrices here, and is there twice as fast
    ctx.obj = db


for _command in (
    import_, forgotten, schedule, draft, drafts, mark, note, offer, lookup, people, show, review, join, part, forget,
    me, settings, imports, problems, importers, demo,
):  # fmt: skip
    main.add_command(_command)

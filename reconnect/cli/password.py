"""Passwords for servers are asked for here, by a prompt that shows nothing."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reconnect.sources.secrets import Secrets


def secrets_of(command: str) -> Secrets:
    """Return where passwords come from: a command, the environment, the keyring, or whoever sits at the terminal."""
    from reconnect.sources.secrets import Secrets

    return Secrets(command, os.environ, _ask if sys.stdin.isatty() else None)


def _ask(words: str) -> str:
    return str(click.prompt(words, hide_input=True, err=True))

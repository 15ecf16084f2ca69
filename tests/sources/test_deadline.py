"""A conversation is over at its deadline, whatever the other side does."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from reconnect.sources.deadline import Deadline


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_whoever_waits_for_a_silent_server_is_woken(pair: tuple[socket.socket, socket.socket]) -> None:
    with Deadline(0.05) as deadline:
        deadline.watch(pair[0])
        assert pair[0].recv(1) == b""
        assert deadline.has_passed
        assert deadline.left == 0.001


def test_a_connection_that_is_watched_too_late_is_shut_at_once(pair: tuple[socket.socket, socket.socket]) -> None:
    early, late = socket.socketpair()
    with early, late, Deadline(0.01) as deadline:
        deadline.watch(early)
        assert early.recv(1) == b""
        deadline.watch(pair[0])
        assert pair[0].recv(1) == b""


def test_what_ends_in_time_stays_open(pair: tuple[socket.socket, socket.socket]) -> None:
    with Deadline(60) as deadline:
        deadline.watch(pair[0])
        assert deadline.left > 1
    pair[1].sendall(b"a")
    assert (pair[0].recv(1), deadline.has_passed) == (b"a", False)

"""Bytes are found in a buffer where Python finds them, with the C library or without it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.mail.finding import finder

letters = st.lists(st.sampled_from([b"\n", b"F", b"From ", b"x", b"\r\n", b"\0"]), max_size=60).map(b"".join)


@given(letters, st.sampled_from([b"\nFrom ", b"\n\n", b"F"]), st.integers(0, 80), st.integers(0, 80))
def test_what_is_found_is_what_python_finds(data: bytes, wanted: bytes, start: int, end: int) -> None:
    buffer = bytearray(data + b"x")
    start, end = min(start, len(data)), min(end, len(data))
    assert finder(buffer)(wanted, start, end) == data.find(wanted, start, end)
    assert buffer == data + b"x"


def test_a_nul_hides_nothing_behind_it() -> None:
    assert finder(bytearray(b"x\0\nFrom y\0"))(b"\nFrom ", 0, 9) == 2


def test_where_the_c_library_has_no_such_functions_python_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    def without(_: object) -> object:
        raise OSError("no such library")

    monkeypatch.setattr("ctypes.PyDLL", without)
    assert finder(bytearray(b"x\nFrom y\0"))(b"\nFrom ", 0, 8) == 1

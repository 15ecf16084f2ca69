"""Language models that run in the test itself, made known to `llm` as a plugin of its own kind makes them known."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import llm
from llm.plugins import pm

Answer = Callable[[str], Iterator[str]]


class Invented(llm.Model):
    """A model that remembers what it was asked, and answers as a test says."""

    can_stream = True

    def __init__(self, model_id: str, answer: Answer) -> None:
        self.model_id = model_id
        self.answer = answer
        self.asked: list[tuple[str, str]] = []

    def execute(
        self, prompt: llm.Prompt, stream: bool, response: llm.Response, conversation: llm.Conversation | None
    ) -> Iterator[str]:
        self.asked.append((prompt.system or "", prompt.prompt or ""))
        return self.answer(prompt.prompt or "")


class Keyed(Invented):
    """A model that needs a key, which nobody has."""

    needs_key = "invented"
    key_env_var = "INVENTED_MODEL_KEY"


class Plugin:
    """Gives `llm` one model."""

    __name__ = "invented"

    def __init__(self, model: Invented) -> None:
        self.model = model

    @llm.hookimpl
    def register_models(self, register: Callable[..., None]) -> None:
        register(self.model, aliases=["short"])


@contextmanager
def known(model: Invented) -> Iterator[Invented]:
    """Make a model known to `llm` for a while."""
    plugin = Plugin(model)
    pm.register(plugin, "invented")
    try:
        yield model
    finally:
        pm.unregister(plugin)


def saying(text: str) -> Answer:
    """Answer with a text, a few characters at a time."""
    return lambda _: (text[at : at + 50] for at in range(0, len(text), 50))


def raising(error: BaseException) -> Answer:
    """Raise in the middle of an answer."""

    def answer(_: str) -> Iterator[str]:
        yield "{"
        raise error

    return answer


def changing(change: Callable[[dict[str, Any]], None]) -> Answer:
    """Answer with the letter of the prompt after something was done to it."""

    def answer(prompt: str) -> Iterator[str]:
        letter = json.loads(prompt)["letter"]
        change(letter)
        yield json.dumps(letter)

    return answer

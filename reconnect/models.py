"""Language models are asked here and nowhere else, through the package `llm`, and only where somebody names one.

The surprise: `llm` keeps prompts and answers in a database of its own when its command is used; asked from Python, as
here, it keeps nothing. Which models there are, here or elsewhere, follows from its plugins: https://llm.datasette.io
"""

from __future__ import annotations

from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from reconnect.drafts.rewriting import Prompt
from reconnect.errors import ModelFailed, NoSuchModel

if TYPE_CHECKING:
    import llm

LONGEST_ANSWER = 20_000
"""Characters, ten times a long letter with all its labels; what is longer is not read to its end."""
PATIENCE = 300.0
"""Seconds; a large model on a small machine takes minutes, and most of the clients of `llm` would wait for ever."""
LONGEST_REASON = 160  # characters


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A model that `llm` knows, by the name it was asked for."""

    name: str
    _model: llm.Model | llm.KeyModel

    def ask(self, prompt: Prompt) -> str:
        """Return the answer to a prompt. Errors: ModelFailed, whatever the model does.

        It is asked in a thread that ends with the program, because only so can one stop waiting for it.
        """
        answers: SimpleQueue[str | ModelFailed] = SimpleQueue()
        Thread(target=lambda: answers.put(self._answer(prompt)), daemon=True).start()
        try:
            answer = answers.get(timeout=PATIENCE)
        except Empty:
            answer = self._failed(f"it gave no answer in {PATIENCE:.0f} seconds")
        if isinstance(answer, ModelFailed):
            raise answer
        return answer

    def _answer(self, prompt: Prompt) -> str | ModelFailed:
        answer = ""
        try:
            for piece in self._model.prompt(prompt.text, system=prompt.system, stream=self._model.can_stream):
                answer += piece
                if len(answer) > LONGEST_ANSWER:
                    return self._failed(f"it says more than {LONGEST_ANSWER:,} characters")
        except (Exception, SystemExit) as error:  # a foreign package may fail in any way
            return self._failed(_in_one_line(error))
        return answer if answer.strip() else self._failed("it says nothing")

    def _failed(self, why: str) -> ModelFailed:
        return ModelFailed(f'{self.name}: {why}; see whether it answers you: llm -m {self.name} "Hello"')


def named(name: str) -> LanguageModel:
    """Return the model of a name or an alias, which has its key if it needs one. Errors: NoSuchModel."""
    said = f"--model {' '.join(name.split())}"
    try:
        import llm
    except ImportError:
        raise NoSuchModel(f"{said}: language models need one more package; say: pip install 'reconnect[llm]'") from None
    try:
        model = llm.get_model(name)
        model.get_key()
    except llm.UnknownModelError:
        raise NoSuchModel(f"{said}: llm knows none of that name; it lists those it knows: llm models") from None
    except Exception as error:  # a plugin of llm may fail in any way
        raise NoSuchModel(f"{said}: {_in_one_line(error)}; see to it with the command llm") from None
    return LanguageModel(name, model)


def _in_one_line(error: BaseException) -> str:
    text = " ".join(str(error).split()).rstrip(".;")[:LONGEST_REASON]
    return text or type(error).__name__

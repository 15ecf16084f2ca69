"""A language model is asked through `llm`; whatever it does, there is an answer or one line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import llm
import pytest
from invented_models import Invented, Keyed, known, raising, saying

from reconnect import models
from reconnect.drafts.rewriting import Prompt
from reconnect.errors import ModelFailed, NoSuchModel

PROMPT = Prompt("Write well.", "A letter.")
TRY_IT = 'see whether it answers you: llm -m invented "Hello"'


@pytest.fixture(autouse=True)
def user_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where llm would keep its keys and its log."""
    monkeypatch.setenv("LLM_USER_PATH", str(tmp_path / "llm"))
    return tmp_path / "llm"


def failure(model: Invented) -> str:
    with known(model), pytest.raises(ModelFailed) as failed:
        models.named("invented").ask(PROMPT)
    return str(failed.value)


@pytest.mark.parametrize("name", ["invented", "short"])
def test_a_model_answers_by_its_name_or_an_alias(name: str) -> None:
    with known(Invented("invented", saying("A long answer. " * 20))) as model:
        assert models.named(name).ask(PROMPT) == "A long answer. " * 20
    assert model.asked == [("Write well.", "A letter.")]


def test_what_was_asked_is_kept_nowhere(user_folder: Path) -> None:
    with known(Invented("invented", saying("An answer."))):
        models.named("invented").ask(PROMPT)
    assert list(user_folder.iterdir()) == []  # logs.db would lie here


def test_without_the_package_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "llm", None)
    with pytest.raises(NoSuchModel) as missing:
        models.named("invented")
    assert str(missing.value) == (
        "--model invented: language models need one more package; say: pip install 'reconnect[llm]'"
    )


def test_an_unknown_name_is_one_line_that_names_the_list() -> None:
    with pytest.raises(NoSuchModel) as unknown:
        models.named("none\nsuch")
    assert str(unknown.value) == "--model none such: llm knows none of that name; it lists those it knows: llm models"


def test_a_missing_key_is_told_before_anything_is_asked() -> None:
    with known(Keyed("invented", saying("Hello"))) as model, pytest.raises(NoSuchModel) as missing:
        models.named("invented")
    assert str(missing.value) == (
        "--model invented: No key found - add one using 'llm keys set invented' or set the INVENTED_MODEL_KEY "
        "environment variable; see to it with the command llm"
    )
    assert model.asked == []


def test_a_broken_settings_file_of_llm_is_one_line(user_folder: Path) -> None:
    user_folder.mkdir()
    (user_folder / "aliases.json").write_text("{")
    with pytest.raises(NoSuchModel, match=r"^--model invented: Expecting property name.*; see to it with"):
        models.named("invented")


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (llm.ModelError("No such deployment.\nSorry."), "No such deployment. Sorry"),
        (ConnectionError("[Errno 111] Connection refused"), "[Errno 111] Connection refused"),
        (RuntimeError(), "RuntimeError"),
        (SystemExit(3), "3"),
        (AssertionError("x" * 500), "x" * 160),
    ],
)
def test_whatever_a_model_raises_is_one_line(error: BaseException, why: str) -> None:
    assert failure(Invented("invented", raising(error))) == f"invented: {why}; {TRY_IT}"


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_no_answer_is_one_line(text: str) -> None:
    assert failure(Invented("invented", saying(text))) == f"invented: it says nothing; {TRY_IT}"


def test_a_huge_answer_is_not_read_to_its_end() -> None:
    read = []

    def endless(_: str) -> Iterator[str]:
        while True:
            read.append(1)
            yield "x" * 1_000

    assert failure(Invented("invented", endless)) == f"invented: it says more than 20,000 characters; {TRY_IT}"
    assert len(read) == 21


def test_a_model_that_says_nothing_for_too_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    over = Event()

    def waiting(_: str) -> Iterator[str]:
        over.wait()
        yield "Too late."

    monkeypatch.setattr(models, "PATIENCE", 0.01)
    assert failure(Invented("invented", waiting)) == f"invented: it gave no answer in 0 seconds; {TRY_IT}"
    over.set()


def test_a_model_that_cannot_stream_is_not_asked_to() -> None:
    class Whole(Invented):
        can_stream = False

        def execute(
            self, prompt: llm.Prompt, stream: bool, response: llm.Response, conversation: llm.Conversation | None
        ) -> Iterator[str]:
            yield f"streamed: {stream}"

    with known(Whole("invented", saying(""))):
        assert models.named("invented").ask(PROMPT) == "streamed: False"

"""Where output goes: standard output, or a file that is whole or not there; mistakes go to standard error."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn, TextIO

import click

from pejl.engine.report.texts import say


def coloured(stream: TextIO) -> bool:
    """Whether to use colour: on a terminal, unless NO_COLOR says otherwise (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """The columns of the terminal."""
    import shutil

    return min(max(shutil.get_terminal_size((100, 24)).columns, 60), 140)


def write(text: str, path: Path | None = None, language: str = "da") -> None:
    """Write to a file, whole or not at all; or to standard output. Exit code 2 if it cannot be written."""
    if path is None:
        click.echo(text, nl=not text.endswith("\n"), color=True)
    else:
        write_all([(path, text)], language)


def write_all(texts: Sequence[tuple[Path, str | bytes]], language: str) -> None:
    """Write files, each whole or not at all. Exit code 2 at the first that cannot be written."""
    for path, text in texts:
        try:
            data = text if isinstance(text, bytes) else text.encode("utf-8")
            if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced
                path.write_bytes(data)
            else:
                replace(path.resolve(), data)
        except OSError as error:
            not_written(path, error, language)


def not_written(path: Path, error: OSError, language: str) -> NoReturn:
    """Tell that a file cannot be written, and end with exit code 2."""
    from pejl.engine.errors import reason

    why = reason(error)
    told = say(why.template, language, **why.values)
    click.echo(say("{path} cannot be written: {reason}", language, path=path, reason=told), err=True)
    raise SystemExit(2) from None


def replace(path: Path, data: bytes) -> None:
    """Put a file in the place of another, or of none; OSError leaves everything as it was."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        scratch.write_bytes(data)
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


class Interruption:
    """What an interruption by the user does: it ends the program, or only asks it to come to an end.

    Attributes:
        asked: set when the user has interrupted.
        patient: whether somebody heeds `asked` now. Who interrupts once more does not want to wait.
    """

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.patient = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        """The handler of the signal."""
        again = self.asked.is_set()
        self.asked.set()
        if again or not self.patient:
            raise KeyboardInterrupt

    @contextmanager
    def patiently(self) -> Iterator[None]:
        """While something runs that heeds `asked`."""
        self.patient = True
        try:
            yield
        finally:
            self.patient = False


@contextmanager
def interruptible() -> Iterator[Interruption]:
    """An `Interruption` that is heeded for a while."""
    interruption = Interruption()
    if threading.current_thread() is not threading.main_thread():  # only the main one hears of signals
        yield interruption
        return
    before = signal.signal(signal.SIGINT, interruption)
    try:
        yield interruption
    finally:
        signal.signal(signal.SIGINT, before)


class problems_told:  # noqa: N801 - reads as a statement
    """Tells the mistakes of an input on standard error, and ends with exit code 2; those of Pejl with 3."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from pejl.engine.errors import DefectError, PejlError

        if isinstance(error, DefectError):
            click.echo(str(error), err=True)
            raise SystemExit(3)
        if isinstance(error, PejlError):
            from pejl.engine.report import problems

            text = problems.render(error, self.language, colour=coloured(sys.stderr), width=width())
            click.echo(text, err=True, nl=False)
            raise SystemExit(2)

"""What the commands share: options, kinds of values, and what click says, in the environment's language."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

from pejl.engine.report import formats
from pejl.engine.report.texts import LANGUAGES, say, translated
from pejl.engine.search.solvers import SOLVERS

Table = Literal["text", "csv", "json", "markdown"]
FORMATS = tuple(known.name for known in formats.FORMATS)
TABLES = ("text", "csv", "json", "markdown")
Command = TypeVar("Command", bound=Callable[..., Any])


def default_language() -> str:
    """The language of the environment: PEJL_LANG, or Danish."""
    given = os.environ.get("PEJL_LANG", "da")
    return given if given in LANGUAGES else "da"


def _(text: str) -> str:
    """A help text in the language of the environment."""
    return translated(text, default_language())


def in_our_language() -> None:
    """Translate what click itself says: it asks gettext, which only reads compiled catalogues."""
    for name in ("core", "decorators", "exceptions", "formatting", "parser", "types"):
        words = vars(sys.modules[f"click.{name}"]) if f"click.{name}" in sys.modules else {}
        if "_" in words:
            words["_"] = _
        if "ngettext" in words:
            words["ngettext"] = lambda one, many, count: _(one if count == 1 else many)


class Day(click.DateTime):
    """A day, as 2014-05-01."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return _("YYYY-MM-DD")

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(
                say("{value!r} is no day; write it as 2014-05-01", default_language(), value=value),
                param,
                ctx,
            )


def design(command: Command) -> Command:
    """The argument that names the file of a design."""
    return click.argument("design", type=click.Path(path_type=Path))(command)


def lang(command: Command) -> Command:
    """The option that chooses the language of the output."""
    chosen = click.Choice(LANGUAGES)
    return click.option("--lang", type=chosen, default=default_language(), help=_("language"))(command)


def output(command: Command) -> Command:
    """The option that writes to a file."""
    return click.option("-o", "--output", type=click.Path(path_type=Path), help=_("write to a file"))(command)


def packs(command: Command) -> Command:
    """The option that names rule packs."""
    return click.option(
        "--rules", "packs", multiple=True, help=_("rule pack, instead of those the design names; repeatable")
    )(command)


def outputs(endings: Iterable[str]) -> Callable[[Command], Command]:
    """The option that names the files to write, whose endings say the format."""
    known = " ".join(endings)
    text = say("the file to write; its ending says the format: {known}", default_language(), known=known)
    path = click.Path(path_type=Path)
    return click.option(
        "-o", "--output", "outputs", type=path, multiple=True, required=True, metavar="FILE", help=text
    )


def known_endings(outputs: Sequence[Path], known: Collection[str], language: str) -> None:
    """A usage error for the first file whose ending says no format."""
    unknown = next((path for path in outputs if path.suffix not in known), None)
    if unknown is not None:
        text = "{file} does not end like a format; there are: {known}"
        raise click.UsageError(say(text, language, file=unknown, known=" ".join(known)))


def names(command: Command) -> Command:
    """The option that shows what may tell of a single person."""
    text = _("show what may tell of a single person, such as the cost of a post")
    return click.option("--names", is_flag=True, help=text)(command)


def as_of(command: Command) -> Command:
    """The option that sets the day of waivers and attestations."""
    return click.option(
        "--as-of",
        type=Day(),
        help=_("the day on which the design is looked at; today if left out"),
    )(command)


def searching(command: Command) -> Command:
    """The options that say what is searched for, how, and where proposals are written."""
    for option in reversed(_searching()):
        command = option(command)
    return command


def _searching() -> list[Callable[[Command], Command]]:
    path, whole = click.Path(path_type=Path), WholeNumber(1)
    minute = _("how long to search: 30s, 2m or 1h; a minute, unless there is --steps")
    steps = _("how much to search, in units of work: the same answer on every run")
    return [
        click.option(
            "--search", "search_file", type=path, metavar="FILE",
            help=_("a file that says what may be decided, instead of the design"),
        ),
        click.option(
            "--fix", multiple=True, metavar="FINDING",
            help=_(
                "instead, the smallest change that mends findings: RULE, PRINCIPLE, ID, RULE:ID or all"
            ),
        ),
        click.option(
            "--relax", metavar="PARAMETER",
            help=_("instead, the tightest value of a parameter for which a design exists"),
        ),
        click.option(
            "--beside", type=path, metavar="DESIGN",
            help=_("tell what the answer and this design agree on, and the price of each difference"),
        ),
        click.option("--time-limit", type=Duration(), metavar="30s", help=minute),
        click.option("--steps", type=Amount(), metavar="N", help=steps),
        click.option("--alternatives", type=whole, metavar="K", help=_("how many proposals; else one")),
        click.option("--all", "every", is_flag=True, help=_("every design there is, of a small case")),
        click.option(
            "--solver", type=click.Choice(list(SOLVERS)),
            help=_("what searches: cp-sat, but python-constraint with --all, unless you choose"),
        ),
        click.option(
            "--seed", type=WholeNumber(0, 10**9), metavar="N", default=1,
            help=_("the number that its chance comes from; 1 if left out"),
        ),
        click.option(
            "--workers", type=WholeNumber(1, 256), metavar="N",
            help=_("how many processors it may use; all there are, but 2 with --steps"),
        ),
        click.option(
            "-o", "--output", "folder", type=path, metavar="FOLDER",
            help=_("write the proposals here: in the folder of the design, or one above it"),
        ),
    ]  # fmt: skip


class WholeNumber(click.IntRange):
    """A whole number within bounds, called so in the language of the environment."""

    def __init__(self, least: int, most: int | None = None) -> None:
        super().__init__(least, most)
        self.name = _("whole number")


class Amount(click.FloatRange):
    """A number above 0, and no other thing that a computer takes for one."""

    def __init__(self) -> None:
        super().__init__(0, 10**9, min_open=True)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number of a text; a usage error if it is none."""
        found = super().convert(value, param, ctx)
        if found != found:
            self.fail(say("{value!r} is not a number", default_language(), value=str(value)), param, ctx)
        return found


class Duration(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A time such as 30s, 2m or 90, in seconds."""

    name = "30s"
    WRITTEN = re.compile(r"(\d+(?:[.,]\d+)?) ?(s|m|h)?")
    SECONDS = {"s": 1, "m": 60, "h": 3600, None: 1}  # noqa: RUF012 - never changed

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The seconds of a text; a usage error if it is no time."""
        if isinstance(value, int | float):
            return float(value)
        written = self.WRITTEN.fullmatch(str(value).strip())
        seconds = float(written[1].replace(",", ".")) * self.SECONDS[written[2]] if written else 0.0
        if not 0 < seconds < 10**7:
            text = "{value!r} is not a time; write 30s, 2m or 1h"
            self.fail(say(text, default_language(), value=value), param, ctx)
        return seconds


def day(given: dt.datetime | None) -> dt.date:
    """The day given, or today."""
    return given.date() if given else dt.date.today()

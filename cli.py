"""The command line: reads arguments, calls the engine, chooses an output; exit 0, 1 or 2.

Exit 0: nothing at or above the threshold. 1: findings. 2: input that cannot be used.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from pejl.engine.example import LARGEST, SMALLEST
from pejl.engine.report.texts import LANGUAGES, say, translated

if TYPE_CHECKING:
    from pejl.engine.language.parse import Expression
    from pejl.engine.language.rules import Rule, RuleSet

Table = Literal["text", "csv", "json", "markdown"]

DEFAULT = os.environ.get("PEJL_LANG", "da") if os.environ.get("PEJL_LANG", "da") in LANGUAGES else "da"
FORMATS = ("text", "json", "sarif", "junit", "github", "markdown", "csv")
TABLES = ("text", "csv", "json", "markdown")
Command = TypeVar("Command", bound=Callable[..., Any])


def _(text: str) -> str:
    """A help text in the language of the environment."""
    return translated(text, DEFAULT)


def in_our_language() -> None:
    """Translate what click itself says: it asks gettext, which only reads compiled catalogues."""
    for name in ("core", "decorators", "exceptions", "formatting", "parser", "types"):
        words = vars(sys.modules[f"click.{name}"]) if f"click.{name}" in sys.modules else {}
        if "_" in words:
            words["_"] = _
        if "ngettext" in words:
            words["ngettext"] = lambda one, many, count: _(one if count == 1 else many)


in_our_language()


def lang(command: Command) -> Command:
    """The option that chooses the language of the output."""
    return click.option("--lang", type=click.Choice(LANGUAGES), default=DEFAULT, help=_("language"))(command)


def output(command: Command) -> Command:
    """The option that writes to a file."""
    return click.option("-o", "--output", type=click.Path(path_type=Path), help=_("write to a file"))(command)


def packs_option(command: Command) -> Command:
    """The option that names rule packs."""
    return click.option(
        "--rules", "packs", multiple=True, help=_("rule pack, instead of those the design names; repeatable")
    )(command)


def as_of_option(command: Command) -> Command:
    """The option that sets the day of waivers and attestations."""
    return click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d"]),
        help=_("the day on which the design is looked at; today if left out"),
    )(command)


class WholeNumber(click.IntRange):
    """A whole number within bounds, called so in the language of the environment."""

    name = _("whole number")


DESIGN = click.argument("design", type=click.Path(path_type=Path))


@click.group(
    help=_("Check an organisation design against the principles it was decided to follow."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="pejl")
def main() -> None:
    """The group of all commands."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # Windows gives a file or a pipe an older encoding
            given = stream.isatty() or "PYTHONIOENCODING" in os.environ
            stream.reconfigure(encoding=None if given else "utf-8", errors="replace")


@main.command(help=_("Check a design or proposal against its rule packs."))
@DESIGN
@packs_option
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", help=_("output format"))
@output
@lang
@as_of_option
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    help=_("the least severity of a violation that gives exit code 1"),
)
def check(
    design: Path,
    packs: Sequence[str],
    format_: str,
    output: Path | None,
    lang: str,
    as_of: dt.datetime | None,
    fail_on: str,
) -> None:
    """Check a design and report."""
    from pejl.engine import run
    from pejl.engine.findings import Severity
    from pejl.engine.report import formats

    with problems_told(lang):
        result = run.run_check(run.load(design, packs), day(as_of))
    text = formats.render(
        format_, result, lang, colour=output is None and coloured(sys.stdout), width=width()
    )
    write(text, output)
    if fail_on != "never" and result.at_least(Severity(fail_on)):
        raise SystemExit(1)


@main.command(help=_("Evaluate expressions of the rule language for every entity of a design."))
@DESIGN
@click.option("--for", "scope", help=_("the entities, such as: u in units"))
@click.argument("expressions", nargs=-1, required=True)
@click.option("--format", "format_", type=click.Choice(TABLES), default="text", help=_("output format"))
@output
@lang
@as_of_option
def ask(
    design: Path,
    scope: str | None,
    expressions: Sequence[str],
    format_: Table,
    output: Path | None,
    lang: str,
    as_of: dt.datetime | None,
) -> None:
    """Ask a design."""
    from pejl.engine.evaluate import ask as asking
    from pejl.engine.model.load import load_design
    from pejl.engine.report import answers

    with problems_told(lang):
        loaded = load_design(design)
        for_ = typed("--for", scope) if scope else None
        answer = asking.ask(loaded, for_, [typed("EXPRESSION", text) for text in expressions], day(as_of))
    rows = [
        [subject, *(column[row] for column in answer.columns)] for row, subject in enumerate(answer.subjects)
    ]
    write(answers.render(["id", *expressions], rows, format_, lang), output)


@main.command(help=_("Show why a rule came out as it did, for one entity or for all that are not met."))
@click.argument("rule")
@click.argument("arguments", nargs=-1, required=True, metavar="[ENTITY] DESIGN")
@packs_option
@lang
@as_of_option
def explain(
    rule: str, arguments: Sequence[str], packs: Sequence[str], lang: str, as_of: dt.datetime | None
) -> None:
    """Explain the verdicts of a rule."""
    from pejl.engine import explain as explaining
    from pejl.engine import run
    from pejl.engine.report import explanation

    if len(arguments) > 2:
        raise click.UsageError(say("name at most one entity, and then the design", lang))
    entity = arguments[0] if len(arguments) == 2 else None
    with problems_told(lang):
        loaded = run.load(Path(arguments[-1]), packs)
        explained = explaining.explain(loaded.design, loaded.rules, rule, entity, day(as_of))
    write(explanation.render(explained, lang), None)


@main.command(help=_("Write the violations of today as waivers, so that only new or worse ones are told."))
@DESIGN
@packs_option
@click.option("--owner", required=True, help=_("the function that answers for the waivers"))
@click.option("--reason", required=True, help=_("why the violations are permitted"))
@click.option("--decision", required=True, help=_("the decision that permits them"))
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help=_("the last day of the waivers"))
@output
@lang
@as_of_option
def freeze(
    design: Path,
    packs: Sequence[str],
    owner: str,
    reason: str,
    decision: str,
    until: dt.datetime | None,
    output: Path | None,
    lang: str,
    as_of: dt.datetime | None,
) -> None:
    """Freeze the violations of a design."""
    from pejl.engine import freeze as freezing
    from pejl.engine import run

    permission = freezing.Permission(owner, reason, decision, until.date() if until else None)
    with problems_told(lang):
        freezing.refuse_existing(output)
        loaded = run.load(design, packs)
        no_limit = say(
            "no limit: the rule has nothing to measure here, so the matter may get worse unseen", lang
        )
        frozen = freezing.frozen(loaded, run.run_check(loaded, day(as_of)), permission, no_limit)
    write(frozen.text, output)
    if frozen.unlimited:
        text = (
            "{unlimited} of {count} waivers have no limit, because their rules have nothing to measure there"
        )
        click.echo(say(text, lang, unlimited=frozen.unlimited, count=frozen.count), err=True)


@main.command(help=_("Make a folder to start from: a design, a proposal and a rule pack."))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--example",
    "size",
    type=WholeNumber(SMALLEST, LARGEST),
    metavar="SIZE",
    help=_("instead, a whole invented municipality with this many positions"),
)
@click.option(
    "--seed", type=WholeNumber(0), metavar="N", help=_("the number that its chance comes from; 1 if left out")
)
@lang
def init(folder: Path, size: int | None, seed: int | None, lang: str) -> None:
    """Make a folder to start from."""
    from pejl.engine import start

    if seed is not None and size is None:
        raise click.UsageError(say("--seed goes with --example", lang))
    with problems_told(lang):
        if size is None:
            written = start.start(folder, lang)
        else:
            written = start.start_example(folder, lang, size, 1 if seed is None else seed)
    for path in written:
        click.echo(path)


@main.group(help=_("List, show and test rules; show which principle each serves; print schemas."))
def rules() -> None:
    """The group of commands about rules."""


@rules.command("list", help=_("List the rules of packs; of all shipped packs if none is named."))
@click.argument("packs", nargs=-1)
@click.option("--format", "format_", type=click.Choice(TABLES), default="text", help=_("output format"))
@lang
def list_rules(packs: Sequence[str], format_: Table, lang: str) -> None:
    """List rules."""
    from pejl.engine.report.tables import table
    from pejl.engine.report.texts import said
    from pejl.engine.report.words import norm_word, severity_word

    with problems_told(lang):
        found = {(rule.pack, rule.id): rule for one in load_packs(packs) for rule in one.rules}
    headers = [say(word, lang) for word in ("rule", "pack", "severity", "norm", "principles", "title")]
    rows = [
        [
            rule.id,
            rule.pack,
            severity_word(rule.severity, lang),
            norm_word(rule.norm, lang),
            ", ".join(rule.principles),
            said(rule.title, lang),
        ]
        for rule in found.values()
    ]
    write(table(headers, rows, format_), None)


@rules.command(help=_("Show a rule: what it says, why, its source, parameters and examples."))
@click.argument("rule")
@packs_option
@lang
def show(rule: str, packs: Sequence[str], lang: str) -> None:
    """Show one rule."""
    from pejl.engine.report import rule_page
    from pejl.engine.run import load_rule_packs

    with problems_told(lang):
        chosen, _ = the_rule(rule, load_packs(packs))
        chosen, found = the_rule(rule, [load_rule_packs(packs or [chosen.pack])])  # with its examples
    write(rule_page.render(chosen, found, lang), None)


@rules.command(help=_("Run the examples that rules carry."))
@click.argument("packs", nargs=-1)
@lang
def test(packs: Sequence[str], lang: str) -> None:
    """Test rules by their examples."""
    from pejl.engine.evaluate.examples import failures

    with problems_told(lang):
        found = load_packs(packs, apart=True)
        fields = {(rule.pack, rule.id): one.fields for one in found for rule in one.rules}
        tested = {(rule.pack, rule.id): rule for one in found for rule in one.rules}
        failed = [failure for key, rule in tested.items() for failure in failures(rule, fields[key])]
    for failure in failed:
        click.echo(f"{failure.place}: {failure.rule}")
        click.echo(f"  {say('expected', lang)}: {failure.expected}")
        click.echo(f"  {say('found', lang)}:    {failure.found}")
    count = sum(len(rule.tests) for rule in tested.values())
    untested = [rule.id for rule in tested.values() if not rule.tests]
    if untested:
        click.echo(say("without examples: {rules}", lang, rules=", ".join(untested)))
    click.echo(say("{passed} of {count} examples hold", lang, passed=count - len(failed), count=count))
    if failed:
        raise SystemExit(1)


@rules.command(help=_("Show which rules serve each principle; exit 1 if one has none."))
@click.argument("packs", nargs=-1)
@click.option("--format", "format_", type=click.Choice(TABLES), default="text", help=_("output format"))
@lang
def coverage(packs: Sequence[str], format_: Table, lang: str) -> None:
    """Show the coverage of principles."""
    from pejl.engine.language.coverage import coverage as covered
    from pejl.engine.report.tables import table
    from pejl.engine.report.texts import said

    with problems_told(lang):
        found = [covered(one) for one in load_packs(packs)]
    served = {(one.principle.pack, one.principle.id): one for each in found for one in each.served}
    headers = [say(word, lang) for word in ("document", "principle", "title", "rules")]
    rows = [
        [
            one.principle.document,
            one.principle.id,
            said(one.principle.title, lang),
            ", ".join(
                rule.id + (f" ({say('attestation', lang)})" if rule.attest else "") for rule in one.rules
            )
            or say("NONE", lang),
        ]
        for one in served.values()
    ]
    if unasked := {rule.id: None for each in found for rule in each.unasked}:
        rows.append(["", "", say("Rules that no principle asks for", lang), ", ".join(unasked)])
    write(table(headers, rows, format_), None)
    unserved = [one for one in served.values() if not one.rules]
    if format_ == "text":
        text = "{served} of {count} principles are served by a rule or an attestation"
        click.echo(say(text, lang, served=len(served) - len(unserved), count=len(served)))
    if unserved:
        raise SystemExit(1)


@rules.command(help=_("Print a JSON Schema, for editors and programs; or that of designs as a page to read."))
@click.argument("form", type=click.Choice(["design", "pack", "rule", "findings"]))
@click.option(
    "--format", "format_", type=click.Choice(["json", "markdown"]), default="json", help=_("output format")
)
@lang
def schema(form: str, format_: str, lang: str) -> None:
    """Print a schema."""
    import json

    if format_ == "json":
        write(json.dumps(schema_of(form), indent=2, ensure_ascii=False) + "\n", None)
        return
    if form != "design":
        raise click.UsageError(say("only the design schema is printed as markdown", lang))
    from pejl.engine.report import schema_page

    write(schema_page.render(lang), None)


def schema_of(form: str) -> dict[str, Any]:
    """The JSON Schema of a design, a pack, a rule or the findings."""
    from pejl.engine.language import pack_schema
    from pejl.engine.model.json_schema import design_schema
    from pejl.engine.report import json_format

    makers: dict[str, Callable[[], dict[str, Any]]] = {
        "design": design_schema,
        "pack": pack_schema.pack_schema,
        "rule": pack_schema.rule_schema,
        "findings": json_format.schema,
    }
    return makers[form]()


class problems_told:  # noqa: N801 - reads as a statement
    """Tells the mistakes of an input on standard error, and ends with exit code 2."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        from pejl.engine.errors import PejlError

        if isinstance(error, PejlError):
            from pejl.engine.report import problems

            text = problems.render(error, self.language, colour=coloured(sys.stderr), width=width())
            click.echo(text, err=True, nl=False)
            raise SystemExit(2)


def load_packs(packs: Sequence[str], apart: bool = False) -> list[RuleSet]:
    """The rules of the packs that are named, together; else of each shipped pack. PejlError for mistakes.

    Packs change the parameters of those that are loaded with them, so packs that nobody put together
    are loaded `apart`; and so are those whose examples are run.
    """
    from pejl.engine.language.packs import shipped
    from pejl.engine.run import load_rule_packs

    if packs and not apart:
        return [load_rule_packs(packs, examples=False)]
    return [load_rule_packs([name], examples=apart) for name in packs or shipped()]


def the_rule(name: str, found: Sequence[RuleSet]) -> tuple[Rule, RuleSet]:
    """The rule of an id, and what it was loaded with; PejlError if there is none."""
    from pejl.engine.errors import fail, nearest

    for one in found:
        for rule in one.rules:
            if rule.id == name:
                return rule, one
    near = nearest(name, [rule.id for one in found for rule in one.rules])
    hint = "did you mean {near!r}?" if near else None
    raise fail(None, "there is no rule {rule!r} in these packs", hint, rule=name, near=near)


def typed(where: str, text: str) -> Expression:
    """An expression that was given on the command line."""
    from pejl.engine.errors import Place
    from pejl.engine.language.parse import Expression

    return Expression(text, lambda offset: Place(where, 1, offset + 1))


def day(given: dt.datetime | None) -> dt.date:
    """The day given, or today."""
    return given.date() if given else dt.date.today()


def coloured(stream: Any) -> bool:
    """Whether to use colour: on a terminal, unless NO_COLOR says otherwise (https://no-color.org)."""
    return bool(stream.isatty()) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width() -> int:
    """The columns of the terminal."""
    import shutil

    return min(max(shutil.get_terminal_size((100, 24)).columns, 60), 140)


def write(text: str, path: Path | None) -> None:
    """Write to a file, whole or not at all; or to standard output."""
    if path is None:
        click.echo(text, nl=not text.endswith("\n"), color=True)
        return
    try:
        if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced
            path.write_text(text, encoding="utf-8", newline="")
        else:
            replace(path.resolve(), text)
    except OSError as error:
        reason = error.strerror or str(error)
        click.echo(say("{path} cannot be written: {reason}", DEFAULT, path=path, reason=reason), err=True)
        raise SystemExit(2) from None


def replace(path: Path, text: str) -> None:
    """Put a file in the place of another, or of none; OSError leaves everything as it was."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        scratch.write_text(text, encoding="utf-8", newline="")
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


if __name__ == "__main__":
    main()

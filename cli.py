"""The command line: reads arguments, calls the engine, chooses an output; exit 0, 1 or 2.

Exit 0: nothing at or above the threshold. 1: findings. 2: input that cannot be used.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from pejl.engine.example import LARGEST, SMALLEST
from pejl.engine.report import options
from pejl.engine.report.console import coloured, interruptible, problems_told, width, write, write_all
from pejl.engine.report.options import WholeNumber, _, in_our_language
from pejl.engine.report.texts import say

if TYPE_CHECKING:
    from pejl.engine.language.parse import Expression
    from pejl.engine.language.rules import Rule, RuleSet

Table = Literal["text", "csv", "json", "markdown"]

FORMATS = ("text", "json", "sarif", "junit", "github", "markdown", "csv")
TABLES = ("text", "csv", "json", "markdown")
in_our_language()


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
@options.design
@options.packs
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", help=_("output format"))
@options.output
@options.lang
@options.as_of
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
        loaded = run.load(design, packs)
        result = run.run_check(loaded, day(as_of))
        if format_ == "text":
            from pejl.engine.moves import with_moves

            result = with_moves(loaded, result, day(as_of))
    text = formats.render(
        format_, result, lang, colour=output is None and coloured(sys.stdout), width=width()
    )
    write(text, output, lang)
    if fail_on != "never" and result.at_least(Severity(fail_on)):
        raise SystemExit(1)


@main.command(help=_("Evaluate expressions of the rule language for every entity of a design."))
@options.design
@click.option("--for", "scope", help=_("the entities, such as: u in units"))
@click.argument("expressions", nargs=-1, required=True)
@click.option("--format", "format_", type=click.Choice(TABLES), default="text", help=_("output format"))
@options.output
@options.lang
@options.as_of
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
    write(answers.render(["id", *expressions], rows, format_, lang), output, lang)


@main.command(help=_("Show why a rule came out as it did, for one entity or for all that are not met."))
@click.argument("rule")
@click.argument("arguments", nargs=-1, required=True, metavar="[ENTITY] DESIGN")
@options.packs
@options.lang
@options.as_of
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
    write(explanation.render(explained, lang))


@main.command(help=_("Write the violations of today as waivers, so that only new or worse ones are told."))
@options.design
@options.packs
@click.option("--owner", required=True, help=_("the function that answers for the waivers"))
@click.option("--reason", required=True, help=_("why the violations are permitted"))
@click.option("--decision", required=True, help=_("the decision that permits them"))
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help=_("the last day of the waivers"))
@options.output
@options.lang
@options.as_of
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
    write(frozen.text, output, lang)
    if frozen.unlimited:
        text = (
            "{unlimited} of {count} waivers have no limit, because their rules have nothing to measure there"
        )
        click.echo(say(text, lang, unlimited=frozen.unlimited, count=frozen.count), err=True)


@main.command(help=_("Search for designs that keep every principle; the best are written as proposals."))
@options.design
@options.packs
@options.searching
@click.option("--format", "format_", type=click.Choice(FORMATS[:2]), default="text", help=_("output format"))
@options.lang
@options.as_of
def suggest(
    design: Path,
    packs: Sequence[str],
    search_file: Path | None,
    fix: Sequence[str],
    relax: str | None,
    beside: Path | None,
    time_limit: float | None,
    steps: float | None,
    alternatives: int | None,
    every: bool,
    solver: str | None,
    seed: int,
    workers: int | None,
    folder: Path | None,
    format_: str,
    lang: str,
    as_of: dt.datetime | None,
) -> None:
    """Search for designs and report."""
    if every and alternatives is not None:
        raise click.UsageError(say("--all lists every design, so --alternatives says nothing", lang))
    if sum((bool(fix), relax is not None, every)) > 1 or (fix and search_file is not None):
        raise click.UsageError(say("--fix, --relax and --all are different questions; ask one of them", lang))
    seconds = 60.0 if time_limit is None and steps is None else time_limit
    processors = workers or (2 if steps is not None else os.cpu_count() or 1)
    count = None if every else alternatives or 1
    with interruptible() as interruption, problems_told(lang):
        from pejl.engine import beside as comparing
        from pejl.engine import loosen, prepare, relaxations, repair, run
        from pejl.engine import suggest as searching
        from pejl.engine.model.load import load_design
        from pejl.engine.report import suggestion, suggestion_files, suggestion_json, suggestion_tightest
        from pejl.engine.report.suggestion_progress import shown
        from pejl.engine.search import solvers
        from pejl.engine.search.solver import Limits, Status

        loaded, mending = run.load(design, packs), None
        if fix:
            search, mending = repair.repair(loaded, design, packs, fix, day(as_of))
        else:
            search = prepare.prepare(loaded, design, packs, search_file, day(as_of))
        decided = None if beside is None else load_design(beside, loaded.rules.fields)
        if folder is not None:
            search = suggestion_files.placed(search, folder, count)
        chosen = solvers.solver(solver or (solvers.EVERY if every else solvers.BEST))
        limits = Limits(seconds, steps, processors, seed, interruption.asked)
        if relax is not None:
            setting = loosen.parameter(loaded.rules.rules, relax)
            with interruption.patiently():
                tightest = loosen.tightest(search, setting, chosen, limits)
            as_text = suggestion_tightest.as_json(tightest) if format_ == "json" else None
            write(as_text or suggestion_tightest.render(tightest, lang))
            raise SystemExit(0 if tightest.bind in (loosen.Bind.FOUND, loosen.Bind.NEVER) else 1)
        with shown(lang, width()) as watch, interruption.patiently():
            found = searching.suggest(search, chosen, searching.Wanted(limits, count or 1, every), watch)
            if found.status is Status.NONE:
                watch.turn_to(say("none exists; looking for why", lang))
                found = relaxations.explained(search, found, chosen, limits)
            compared = None
            if decided is not None and found.answers:
                watch.turn_to(say("comparing with what was decided", lang))
                compared = comparing.beside(search, found.answers[0].values, decided, chosen, limits)
    files = suggestion_files.texts(search, found) if folder is not None else []
    write_all(files, lang)
    named = {path.name: path.as_posix() for path, _ in files}
    if format_ == "json":
        write(suggestion_json.render(found, search, lang, files=named, beside=compared, repair=mending))
    else:
        colour = coloured(sys.stdout)
        told = suggestion.render(
            found, search, lang, files=named, every=every, colour=colour, width=width(),
            beside=compared, repair=mending,
        )  # fmt: skip
        write(told)
    if not found.answers:
        raise SystemExit(1)


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
@options.lang
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
@options.lang
def list_rules(packs: Sequence[str], format_: Table, lang: str) -> None:
    """List rules."""
    from pejl.engine.report import rule_lists
    from pejl.engine.report.tables import table

    with problems_told(lang):
        found = {(rule.pack, rule.id): rule for one in load_packs(packs) for rule in one.rules}
    headers = [say(word, lang) for word in rule_lists.RULE_HEADERS]
    write(table(headers, rule_lists.rules(found.values(), lang), format_))


@rules.command(help=_("Show a rule: what it says, why, its source, parameters and examples."))
@click.argument("rule")
@options.packs
@options.lang
def show(rule: str, packs: Sequence[str], lang: str) -> None:
    """Show one rule."""
    from pejl.engine.report import rule_page
    from pejl.engine.run import load_rule_packs

    with problems_told(lang):
        chosen, _ = the_rule(rule, load_packs(packs))
        chosen, found = the_rule(rule, [load_rule_packs(packs or [chosen.pack])])  # with its examples
    write(rule_page.render(chosen, found, lang))


@rules.command(help=_("Run the examples that rules carry."))
@click.argument("packs", nargs=-1)
@options.lang
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
@options.lang
def coverage(packs: Sequence[str], format_: Table, lang: str) -> None:
    """Show the coverage of principles."""
    from pejl.engine.language.coverage import coverage as covered
    from pejl.engine.report import rule_lists
    from pejl.engine.report.tables import table

    with problems_told(lang):
        served, rows = rule_lists.served([covered(one) for one in load_packs(packs)], lang)
    write(table([say(word, lang) for word in rule_lists.COVERAGE_HEADERS], rows, format_))
    unserved = [one for one in served if not one.rules]
    if format_ == "text":
        text = "{served} of {count} principles are served by a rule or an attestation"
        click.echo(say(text, lang, served=len(served) - len(unserved), count=len(served)))
    if unserved:
        raise SystemExit(1)


@rules.command(
    "check",
    help=_(
        "Check packs against themselves: rules that contradict, imply or repeat each other; exit 1 if some "
        "contradict."
    ),
)
@click.argument("packs", nargs=-1, required=True)
@click.option(
    "--size",
    type=WholeNumber(1, 40),
    metavar="N",
    default=20,
    help=_("the most rows of each table in the designs that are looked at; 20 if left out"),
)
@click.option(
    "--time-limit",
    type=options.Duration(),
    metavar="60s",
    default=60.0,
    help=_("how long to look: 30s, 2m or 1h; a minute if left out"),
)
@click.option("--format", "format_", type=click.Choice(FORMATS[:2]), default="text", help=_("output format"))
@options.lang
def check_rules(packs: Sequence[str], size: int, time_limit: float, format_: str, lang: str) -> None:
    """Check rules against each other."""
    with interruptible() as interruption, problems_told(lang):
        from pejl.engine import pack_check
        from pejl.engine.report import pack_check as told_of
        from pejl.engine.report import pack_check_json
        from pejl.engine.report.suggestion_progress import shown
        from pejl.engine.search import solvers
        from pejl.engine.search.solver import Limits

        (loaded,) = load_packs(packs)
        limits = Limits(time_limit, stop=interruption.asked)
        with shown(lang, width()) as watch, interruption.patiently():

            def tell(done: int, count: int) -> None:
                watch.turn_to(say("{done} of {count} questions", lang, done=done, count=count))

            found = pack_check.check_packs(loaded, solvers.solver(solvers.BEST), limits, size, tell)
    if format_ == "json":
        write(pack_check_json.render(found, loaded, lang))
    else:
        write(told_of.render(found, loaded, lang, colour=coloured(sys.stdout), width=width()))
    if any(one.kind in pack_check.CLASHES for one in found.objections):
        raise SystemExit(1)


@rules.command(help=_("Print a JSON Schema, for editors and programs; or that of designs as a page to read."))
@click.argument("form", type=click.Choice(["design", "pack", "rule", "findings", "suggestion"]))
@click.option(
    "--format", "format_", type=click.Choice(["json", "markdown"]), default="json", help=_("output format")
)
@options.lang
def schema(form: str, format_: str, lang: str) -> None:
    """Print a schema."""
    import json

    from pejl.engine.report.schemas import schema_of

    if format_ == "json":
        write(json.dumps(schema_of(form), indent=2, ensure_ascii=False) + "\n")
        return
    if form != "design":
        raise click.UsageError(say("only the design schema is printed as markdown", lang))
    from pejl.engine.report import schema_page

    write(schema_page.render(lang))


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


if __name__ == "__main__":
    main()

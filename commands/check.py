"""`pejl check`, and the commands that look closer at what it finds: `ask`, `explain` and `freeze`."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pejl.commands import options
from pejl.commands.console import coloured, problems_told, width, write, write_all
from pejl.commands.options import FORMATS, TABLES, Day, Table, _, day
from pejl.engine.report.texts import say

if TYPE_CHECKING:
    from pejl.engine.language.parse import Expression


@click.command(help=_("Check a design or proposal against its rule packs."))
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
@click.option(
    "--pack",
    "evidence",
    type=click.Path(path_type=Path),
    metavar="FILE.zip",
    help=_("also write all that went in with the result, so that anybody can make the check again"),
)
@click.option(
    "--sign",
    "key",
    type=click.Path(path_type=Path),
    metavar="FILE.key",
    help=_("sign the evidence with this secret key; the signature is written beside it"),
)
def check(
    design: Path,
    packs: Sequence[str],
    format_: str,
    output: Path | None,
    lang: str,
    as_of: dt.datetime | None,
    fail_on: str,
    evidence: Path | None,
    key: Path | None,
) -> None:
    """Check a design and report."""
    if key is not None and evidence is None:
        raise click.UsageError(say("--sign goes with --pack", lang))
    if evidence is not None and evidence.suffix != ".zip":
        raise click.UsageError(say("{path}: evidence is a file that ends in .zip", lang, path=evidence))
    from pejl.engine import run
    from pejl.engine.findings import Severity
    from pejl.engine.report import formats

    with problems_told(lang):
        loaded = run.load(design, packs)
        result = run.run_check(loaded, day(as_of))
        if format_ == "text":
            from pejl.engine.moves import with_moves

            result = with_moves(loaded, result, day(as_of))
        if formats.known(format_).inputs:
            from pejl.engine.inputs import inputs, with_inputs

            result = with_inputs(result, inputs(loaded))
    text = formats.render(
        format_, result, lang, colour=output is None and coloured(sys.stdout), width=width()
    )
    write(text, output, lang)
    if evidence is not None:
        from pejl.commands.evidence import evidence_files

        write_all(evidence_files(loaded, result, design, packs, evidence, key, lang), lang)
    if fail_on != "never" and result.at_least(Severity(fail_on)):
        raise SystemExit(1)


@click.command(help=_("Evaluate expressions of the rule language for every entity of a design."))
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
    from pejl.engine.report import answers
    from pejl.engine.run import load_alone

    with problems_told(lang):
        loaded = load_alone(design)
        for_ = typed("--for", scope) if scope else None
        answer = asking.ask(loaded, for_, [typed("EXPRESSION", text) for text in expressions], day(as_of))
    rows = [
        [subject, *(column[row] for column in answer.columns)] for row, subject in enumerate(answer.subjects)
    ]
    write(answers.render(["id", *expressions], rows, format_, lang), output, lang)


@click.command(help=_("Show why a rule came out as it did, for one entity or for all that are not met."))
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


@click.command(help=_("Write the violations of today as waivers, so that only new or worse ones are told."))
@options.design
@options.packs
@click.option("--owner", required=True, help=_("the function that answers for the waivers"))
@click.option("--reason", required=True, help=_("why the violations are permitted"))
@click.option("--decision", required=True, help=_("the decision that permits them"))
@click.option("--until", type=Day(), help=_("the last day of the waivers"))
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


def typed(where: str, text: str) -> Expression:
    """An expression that was given on the command line."""
    from pejl.engine.errors import Place
    from pejl.engine.language.parse import Expression

    return Expression(text, lambda offset: Place(where, 1, offset + 1))

"""`pejl rules`: list, show, test and check rules, show what they serve, print schemas."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from pejl.commands import options
from pejl.commands.console import coloured, interruptible, problems_told, width, write
from pejl.commands.options import FORMATS, TABLES, Table, WholeNumber, _
from pejl.commands.packs import load_packs, the_rule
from pejl.engine.report.texts import say


@click.group(help=_("List, show and test rules; show which principle each serves; print schemas."))
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
@click.argument("form", type=click.Choice(["design", "pack", "rule", "findings", "suggestion", "difference"]))
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

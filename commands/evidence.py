"""`pejl replay` and `pejl keygen`: evidence that anybody can make again, and the keys that sign it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pejl.commands import options
from pejl.commands.console import not_written, problems_told, write
from pejl.commands.options import _
from pejl.engine.report.letters import cut, line
from pejl.engine.report.texts import say

if TYPE_CHECKING:
    from pejl.engine.findings import CheckResult
    from pejl.engine.report.evidence_pack import Replay
    from pejl.engine.run import Loaded

PASSWORD = "PEJL_KEY_PASSWORD"
"""The variable of the environment that holds the password of a key where nobody can be asked."""


@click.command(help=_("Make the check of an evidence pack again, and say whether the result is the same."))
@click.argument("evidence", type=click.Path(path_type=Path), metavar="FILE.zip")
@click.option("--key", metavar="KEY", help=_("the public key that it has to be signed with, or its file"))
@options.lang
def replay(evidence: Path, key: str | None, lang: str) -> None:
    """Replay a check; exit 1 if its result is another."""
    from pejl.engine.report import evidence_pack

    with problems_told(lang):
        found = evidence_pack.replayed(evidence, key)
    values = {"design": found.design, "as_of": found.as_of, "then": found.then, "now": found.now}
    if found.same:
        write(say("The same, byte for byte: {design} as of {as_of}, by Pejl {now}.", lang, **values))
    else:
        text = "Not the same: {design} as of {as_of}, by Pejl {then} then and {now} now; from line {line} on."
        write(say(text, lang, line=found.line, **values))
        write(f"- {cut(line(found.before), 300)}\n+ {cut(line(found.after), 300)}")
    write(_signed(found, lang, given=key is not None))
    if not found.same:
        raise SystemExit(1)


def _signed(found: Replay, lang: str, *, given: bool) -> str:
    """What the signature of a pack is worth."""
    if found.signed_by is not None:
        text = (
            "Signed with the key that you gave: {key}."
            if given
            else "Signed with {key}, the key that the pack names itself: see that it is the one you expect."
        )
        return say(text, lang, key=found.signed_by)
    if found.unchecked is not None:
        text = "Not checked: the signature {file}. Say with --key whose it should be."
        return say(text, lang, file=found.unchecked)
    return say("Not signed.", lang)


@click.command(help=_("Make a key to sign evidence with: FILE.key to keep, and FILE.pub to publish."))
@click.argument("file", type=click.Path(path_type=Path))
@options.lang
def keygen(file: Path, lang: str) -> None:
    """Make a key; refuse to replace one."""
    from pejl.engine.report import signature

    secret, public = file.parent / f"{file.name}.key", file.parent / f"{file.name}.pub"
    with problems_told(lang):
        try:
            there = [path for path in (secret, public) if path.exists()]
        except OSError:
            there = []  # then it cannot be written, either, and that is told
        if there or not file.name:
            text = "{path} is there already" if there else "{path} is not the name of a file"
            click.echo(say(text, lang, path=there[0] if there else file), err=True)
            raise SystemExit(2)
        password = _password(say("A password for the key, or none", lang), new=True)
        keys = signature.new_keys(password or "")
    write(keys[1].decode(), public, lang)
    try:
        with os.fdopen(os.open(secret, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as kept:
            kept.write(keys[0])
    except OSError as error:
        public.unlink(missing_ok=True)
        not_written(secret, error, lang)
    write(say("{secret} signs: keep it. {public} is for everybody.", lang, secret=secret, public=public))
    if not password:
        write(say("The key has no password: whoever has the file can sign.", lang))


def evidence_files(
    loaded: Loaded,
    checked: CheckResult,
    design: Path,
    packs: Sequence[str],
    path: Path,
    key: Path | None,
    lang: str,
) -> list[tuple[Path, bytes]]:
    """The evidence pack of a check, and its signature if there is a key; each with its file."""
    from pejl.engine.report import evidence_pack, signature

    with problems_told(lang):
        if key is None:
            return [(path, evidence_pack.packed(loaded, checked, design, packs, lang))]
        signer = signature.signer(key, lambda: _password(say("Password of {key}", lang, key=key)))
        data = evidence_pack.packed(loaded, checked, design, packs, lang, signer.public)
        comment = f"{path.name}: {design.name} as of {checked.as_of.isoformat()}"
        return [(path, data), (signature.beside(path), signer.signature(data, comment))]


def _password(question: str, new: bool = False) -> str | None:
    """A password: from the environment, or asked for; None where nobody can answer."""
    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        return None
    asked: str = click.prompt(
        question, hide_input=True, err=True, default="", show_default=False, confirmation_prompt=new
    )
    return asked

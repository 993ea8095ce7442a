"""Signatures of files as minisign writes them, each beside its file: https://jedisct1.github.io/minisign.

Whoever has minisign or another tool that reads its files can check them without Pejl.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from pejl.engine.errors import PejlError, fail, reason
from pejl.engine.report.extras import extra

if TYPE_CHECKING:
    from minisign import PublicKey, SecretKey

SUFFIX = ".minisig"
"""What the name of a signature adds to that of the file."""


class Signer:
    """A secret key that is ready to sign."""

    def __init__(self, key: SecretKey) -> None:
        self.key = key

    @property
    def public(self) -> str:
        """The public key that belongs to it, as minisign writes it in one word."""
        return word(self.key.get_public_key())

    def signature(self, data: bytes, comment: str) -> bytes:
        """The signature of data, with a comment that it covers, too.

        Args:
            data: what is signed.
            comment: one line; what is not ASCII becomes a question mark.
        """
        plain = "".join(letter if " " <= letter < "\x7f" else "?" for letter in comment)
        return bytes(self.key.sign(data, trusted_comment=plain)) + b"\n"


def signer(path: Path, password: Callable[[], str | None]) -> Signer:
    """The secret key in a file.

    Args:
        path: the file, as minisign or `pejl keygen` wrote it.
        password: asked for its password if it has one; None if nobody can say.

    Raises:
        PejlError: the file is no secret key, or it was not given its password.
    """
    with _read_by(path) as minisign:
        key = minisign.SecretKey.from_file(path)
    if key.is_encrypted():
        given = password()
        if given is None:
            hint = "set the variable PEJL_KEY_PASSWORD"
            raise fail(None, "{file} has a password, and there is nobody to ask", hint, file=str(path))
        try:
            key.decrypt(given)
        except minisign.Error:
            raise fail(None, "the password does not open {file}", None, file=str(path)) from None
    return Signer(key)


def public_key(given: str) -> PublicKey:
    """The public key that a user gave: the word that minisign shows, or the file that holds it.

    A word is never taken for the name of a file, else who sends a file could say whose key it is.

    Raises:
        PejlError: it is neither.
    """
    path = Path(given)
    try:
        return key_of(given)
    except PejlError:
        try:
            there = path.is_file()
        except OSError:  # no file can be called so
            there = False
        if not there:
            raise
    with _read_by(path) as minisign:
        found: PublicKey = minisign.PublicKey.from_file(path)
    return found


def key_of(given: str) -> PublicKey:
    """The public key that is written as a word.

    Raises:
        PejlError: it is none.
    """
    minisign = _minisign()
    try:
        found: PublicKey = minisign.PublicKey.from_base64(given.strip())
    except minisign.Error:
        hint = "give the file of a public key, or the word in it that begins with RW"
        raise fail(None, "{given} is no public key", hint, given=given[:80]) from None
    return found


def word(key: PublicKey) -> str:
    """A public key as minisign writes it in one word."""
    return str(key.to_base64(), "ascii")


def beside(path: Path) -> Path:
    """Where the signature of a file lies."""
    return path.parent / f"{path.name}{SUFFIX}"


def verified(path: Path, data: bytes, key: PublicKey) -> None:
    """See that a file is signed with a key.

    Args:
        path: the file; its signature lies beside it.
        data: what is in it.
        key: the public key.

    Raises:
        PejlError: there is no signature, or it is not of this file and this key.
    """
    at = beside(path)
    if not at.is_file():
        text = "{file} should be signed, and {signature} is not there"
        raise fail(None, text, None, file=str(path), signature=str(at))
    with _read_by(at) as minisign:
        signature = minisign.Signature.from_file(at)
    try:
        key.verify(data, signature)
    except minisign.VerifyError:
        text = "{signature} is not the signature of {file} by the key {key}"
        hint = "the file was changed after it was signed, or somebody else signed it"
        raise fail(None, text, hint, file=str(path), signature=str(at), key=word(key)) from None


def new_keys(password: str) -> tuple[bytes, bytes]:
    """A new secret key and its public key, each as a file has it.

    Args:
        password: that protects the secret key; none if it is empty.
    """
    minisign = _minisign()
    keys = minisign.KeyPair.generate()
    if password:
        keys.secret_key.encrypt(password)
    return bytes(keys.secret_key) + b"\n", bytes(keys.public_key) + b"\n"


@contextmanager
def _read_by(path: Path) -> Iterator[ModuleType]:
    """The library, while it reads a file; what it cannot read is told."""
    minisign = _minisign()
    try:
        yield minisign
    except OSError as error:
        why = reason(error)
        raise fail(None, "{file} cannot be read: {reason}", None, file=str(path), reason=why) from None
    except minisign.Error:
        hint = "write keys with `pejl keygen` or `minisign -G`"
        raise fail(None, "{file} is not a file of minisign", hint, file=str(path)) from None


def _minisign() -> ModuleType:
    found: ModuleType = extra("minisign", "signatures need the extra `sign`", "pip install 'pejl[sign]'")
    return found

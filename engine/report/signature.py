"""Signatures of files as minisign writes them, each beside its file: https://jedisct1.github.io/minisign.

Whoever has minisign or another tool that reads its files can check them without Pejl.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from pejl.engine.errors import fail

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
        return str(self.key.get_public_key().to_base64(), "ascii")

    def signature(self, data: bytes, comment: str) -> bytes:
        """The signature of data, with a comment that it covers, too.

        Args:
            data: what is signed.
            comment: one line; what is not ASCII is left out.
        """
        plain = "".join(letter if " " <= letter < "\x7f" else "?" for letter in comment)
        return bytes(self.key.sign(data, trusted_comment=plain)) + b"\n"


def signer(path: Path, password: Callable[[], str]) -> Signer:
    """The secret key in a file.

    Args:
        path: the file, as minisign or `pejl keygen` wrote it.
        password: asked for its password if it has one.

    Raises:
        PejlError: the file is no secret key, or the password is not that of the key.
    """
    with _read_by(path) as minisign:
        key = minisign.SecretKey.from_file(path)
    if key.is_encrypted():
        try:
            key.decrypt(password())
        except minisign.Error:
            raise fail(None, "the password does not open {file}", None, file=str(path)) from None
    return Signer(key)


def public_key(given: str) -> PublicKey:
    """The public key of a file, or of the word that minisign shows.

    Raises:
        PejlError: it is neither.
    """
    path = Path(given)
    if path.is_file():
        with _read_by(path) as minisign:
            found: PublicKey = minisign.PublicKey.from_file(path)
            return found
    minisign = _minisign()
    try:
        return minisign.PublicKey.from_base64(given.strip())
    except minisign.Error:
        hint = "give the file of a public key, or the word in it that begins with RW"
        raise fail(None, "{given} is no public key", hint, given=given[:80]) from None


def verified(path: Path, data: bytes, key: PublicKey) -> None:
    """See that a file is signed with a key.

    Args:
        path: the file; its signature lies beside it.
        data: what is in it.
        key: the public key.

    Raises:
        PejlError: there is no signature, or it is not of this file and this key.
    """
    beside = path.with_name(path.name + SUFFIX)
    if not beside.is_file():
        text = "{file} should be signed, and {signature} is not there"
        raise fail(None, text, None, file=str(path), signature=str(beside))
    with _read_by(beside) as minisign:
        signature = minisign.Signature.from_file(beside)
    try:
        key.verify(data, signature)
    except minisign.VerifyError:
        text = "{signature} is not the signature of {file} by the key {key}"
        hint = "the file was changed after it was signed, or somebody else signed it"
        shown = key.to_base64().decode()
        raise fail(None, text, hint, file=str(path), signature=str(beside), key=shown) from None


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
        reason = error.strerror or str(error)
        raise fail(None, "{file} cannot be read: {reason}", None, file=str(path), reason=reason) from None
    except minisign.Error:
        hint = "write keys with `pejl keygen` or `minisign -G`"
        raise fail(None, "{file} is not a file of minisign", hint, file=str(path)) from None


def _minisign() -> ModuleType:
    try:
        return import_module("minisign")
    except ImportError:
        raise fail(None, "signatures need the extra `sign`", "pip install 'pejl[sign]'") from None

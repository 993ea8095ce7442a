"""`pejl check --pack` and `pejl replay`: a check that anybody can make again."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from pejl.tests.cli.small_design import LEJRE, Run

AS_OF = ("--as-of", "2014-04-02")


@pytest.fixture
def pack(run: Run, folder: Path) -> Path:
    """The evidence pack of a small design whose pack lies beside it."""
    path = folder / "evidence.zip"
    assert run("check", "design.yaml", *AS_OF, "--pack", path, "--fail-on", "never").exit_code == 0
    return path


def changed(path: Path, name: str, old: bytes, new: bytes) -> Path:
    """The same pack with other bytes in one of its files."""
    target = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(target, "w") as after:
        for part in before.namelist():
            data = before.read(part)
            assert part != name or old in data
            after.writestr(part, data.replace(old, new) if part == name else data)
    return target


def test_a_check_is_made_again_from_the_pack_alone(
    run: Run, pack: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = pack.read_bytes()
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "e.zip").write_bytes(data)
    monkeypatch.chdir(elsewhere)
    result = run("replay", "e.zip", "--lang", "en")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "The same, byte for byte: design.yaml as of 2014-04-02" in result.stdout
    assert list(elsewhere.iterdir()) == [elsewhere / "e.zip"]


@pytest.mark.slow
def test_a_proposal_with_its_base_and_shipped_packs_is_packed_whole(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "e.zip"
    run("check", LEJRE / "proposal.yaml", *AS_OF, "--pack", path)
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        result = json.loads(archive.read("result.json"))
    assert {"inputs/as-is.yaml", "inputs/proposal.yaml", "inputs/basis/pack.yaml"} <= names
    assert sum(rule["violated"] for rule in result["rules"]) == 11
    assert run("replay", path).exit_code == 0


def test_the_same_check_gives_the_same_pack(run: Run, folder: Path, pack: Path) -> None:
    run("check", "design.yaml", *AS_OF, "--pack", "again.zip", "--fail-on", "never")
    assert (folder / "again.zip").read_bytes() == pack.read_bytes()


def test_another_result_is_told_with_the_first_line_that_differs(run: Run, pack: Path) -> None:
    result = run("replay", changed(pack, "result.json", b'"2014-04-02"', b'"2014-04-03"'), "--lang", "en")
    assert result.exit_code == 1
    assert "Not the same" in result.stdout and "2014-04-03" in result.stdout


@pytest.mark.parametrize(
    "name, old, new, told",
    [
        ("inputs/design.yaml", b"name: Pay", b"name: Paid", "not as the manifest says: design.yaml"),
        ("inputs/pack/one.yaml", b"== 1", b"== 2", "not as the manifest says: pack/one.yaml"),
        ("manifest.json", b"pejl-evidence-1", b"something-else", "no manifest of an evidence pack"),
    ],
)
def test_a_pack_that_was_changed_is_refused(
    run: Run, pack: Path, name: str, old: bytes, new: bytes, told: str
) -> None:
    result = run("replay", changed(pack, name, old, new), "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


@pytest.mark.parametrize("name", ["../outside.yaml", "/outside.yaml", "inputs/../../outside.yaml"])
def test_a_file_that_would_lie_outside_is_refused(run: Run, pack: Path, name: str) -> None:
    with zipfile.ZipFile(pack, "a") as archive:
        archive.writestr(name, "x")
    result = run("replay", pack, "--lang", "en")
    assert result.exit_code == 2
    assert "would lie outside" in result.stderr


def test_what_is_no_pack_is_refused(run: Run, folder: Path) -> None:
    for name in ("design.yaml", "nothing.zip"):
        result = run("replay", name, "--lang", "en")
        assert result.exit_code == 2
        assert "is not an evidence pack" in result.stderr

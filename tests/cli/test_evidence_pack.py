"""`pejl check --pack` and `pejl replay`: a check that anybody can make again."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from pejl.engine.language import shipped
from pejl.engine.model.file_names import SHIPPED
from pejl.engine.run import VERSION
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
    assert {"inputs/as-is.yaml", "inputs/proposal.yaml", "inputs/pejl/rules/basis/pack.yaml"} <= names
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


@pytest.mark.parametrize(
    "name",
    [
        "../outside.yaml",
        "/outside.yaml",
        "inputs/../../outside.yaml",
        "inputs//outside.yaml",
        "inputs/C:/outside.yaml",
    ],
)
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


EXTENDING = """\
pack: mine
extends: [{base}]
rules:
  MY-2:
    title: {{da: To, en: Two}}
    severity: warning
    for: u in units
    require: u.name != "x"
"""


@pytest.mark.parametrize("base", ["pack", "packs/sub/base.yaml", "../base.yaml", "../others/base"])
@pytest.mark.parametrize("start", [".", "designs", "elsewhere"])
def test_a_pack_that_extends_another_by_its_path_is_packed_as_it_lies(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, base: str, start: str
) -> None:
    designs = folder / "designs"
    target = designs / base / "pack.yaml" if not base.endswith(".yaml") else designs / base
    for path in (target.parent, designs / "packs", folder / "elsewhere"):
        path.mkdir(parents=True, exist_ok=True)
    target.write_text("pack: base\n")
    (designs / "packs" / "mine.yaml").write_text(EXTENDING.format(base=base))
    (designs / "design.yaml").write_bytes((folder / "design.yaml").read_bytes())
    monkeypatch.chdir(folder / start)
    command = ("check", designs / "design.yaml", *AS_OF, "--rules", "packs/mine.yaml", "--fail-on", "never")
    result = run(*command, "--pack", folder / "e.zip")
    assert (result.exit_code, result.stderr) == (0, "")
    with zipfile.ZipFile(folder / "e.zip") as archive:
        assert any(name.endswith("packs/mine.yaml") for name in archive.namelist())
    again = run("replay", folder / "e.zip", "--lang", "en")
    assert (again.exit_code, again.stderr) == (0, "")


def test_a_pack_found_from_the_current_folder_is_found_from_there_again(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "designs").mkdir()
    (folder / "design.yaml").rename(folder / "designs" / "design.yaml")
    (folder / "rules").mkdir()
    (folder / "pack").rename(folder / "rules" / "pack")
    (folder / "rules" / "mine.yaml").write_text(EXTENDING.format(base="pack"))
    command = ("check", "designs/design.yaml", *AS_OF, "--rules", "mine.yaml", "--fail-on", "never")
    assert run(*command, "--pack", "e.zip").exit_code == 0
    with zipfile.ZipFile("e.zip") as archive:
        assert "inputs/rules/pack/pack.yaml" in archive.namelist()
    assert run("replay", "e.zip").exit_code == 0


def test_rules_kept_by_a_check_from_another_folder_do_not_change_what_a_check_says(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said, packs = [], []
    for folder, design in ((LEJRE, "proposal.yaml"), (LEJRE.parents[1], "designs/lejre-2014/proposal.yaml")):
        for kept in (False, True):
            if not kept:
                for copy in Path(shipped.__file__).parent.glob("__pycache__/rules-*.pickle"):
                    copy.unlink(missing_ok=True)
            monkeypatch.chdir(folder)
            path = tmp_path / "e.zip"
            result = run("check", design, *AS_OF, "--format", "json", "--pack", path, "--fail-on", "never")
            assert (result.exit_code, result.stderr) == (0, "")
            said.append(result.stdout.replace("designs/lejre-2014/", ""))
            packs.append(path.read_bytes())
    assert len(set(said)) == 1
    assert len(set(packs)) == 1
    assert str(LEJRE.parents[1]) not in said[0]


def altered(path: Path, **parts: object) -> Path:
    """The same pack with other values in its manifest; None leaves one out."""
    target = path.with_name("altered.zip")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(target, "w") as after:
        for part in before.namelist():
            data = before.read(part)
            if part == "manifest.json":
                manifest = {key: value for key, value in {**json.loads(data), **parts}.items() if value}
                data = json.dumps(manifest).encode()
            after.writestr(part, data)
    return target


@pytest.mark.parametrize(
    "parts",
    [
        {"packs": 5},
        {"packs": None},
        {"packs": [5]},
        {"folders": None},
        {"engine": None},
        {"language": "xx"},
        {"language": None},
        {"as_of": "yesterday"},
        {"files": []},
        {"design": 7},
        {"more": "than there is"},
    ],
)
def test_a_manifest_of_another_shape_is_refused(run: Run, pack: Path, parts: dict[str, object]) -> None:
    result = run("replay", altered(pack, **parts), "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no manifest of an evidence pack" in result.stderr


def test_a_manifest_that_names_another_version_than_the_result_is_refused(run: Run, pack: Path) -> None:
    result = run("replay", altered(pack, engine="9.9.9"), "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"says that Pejl 9.9.9 made it, and its result says Pejl {VERSION}" in result.stderr


def test_a_pack_of_another_version_is_made_again_and_both_versions_are_told(run: Run, pack: Path) -> None:
    older = changed(pack, "result.json", VERSION.encode(), b"0.0.9")
    result = run("replay", altered(older, engine="0.0.9"), "--lang", "en")
    assert result.exit_code == 1
    assert f"by Pejl 0.0.9 then and {VERSION} now" in result.stdout


def test_the_result_is_told_where_the_evidence_cannot_be_packed(run: Run, folder: Path) -> None:
    base = (folder / "pack").as_posix()
    (folder / "mine.yaml").write_text(EXTENDING.format(base=base), encoding="utf-8")
    command = ("check", "design.yaml", *AS_OF, "--rules", "mine.yaml", "--pack", "e.zip", "--lang", "en")
    result = run(*command, "--fail-on", "never")
    assert result.exit_code == 2
    assert "Pay has 2" in result.stdout and "which is not in it" in result.stderr
    assert not (folder / "e.zip").exists()


def test_a_check_that_reads_what_is_not_in_the_pack_is_refused(run: Run, pack: Path, folder: Path) -> None:
    for parts in (
        {"packs": [(folder / "pack").as_posix()]},
        {"packs": ["basis"], "folders": [SHIPPED.as_posix()]},
    ):
        result = run("replay", altered(pack, **parts), "--lang", "en")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "which is not in it" in result.stderr


@pytest.mark.parametrize("name", ["README.txt", "result.html", "inputs/more.yaml"])
def test_a_file_that_the_manifest_does_not_name_is_refused(run: Run, pack: Path, name: str) -> None:
    with zipfile.ZipFile(pack, "a") as archive:
        archive.writestr(name, "All principles are met.")
    result = run("replay", pack, "--lang", "en")
    assert result.exit_code == 2
    assert "not as the manifest says" in result.stderr


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_is_there_twice_is_refused(run: Run, pack: Path) -> None:
    with zipfile.ZipFile(pack, "a") as archive:
        archive.writestr("result.json", "{}")
    result = run("replay", pack, "--lang", "en")
    assert result.exit_code == 2
    assert "has result.json twice" in result.stderr


@pytest.mark.parametrize("at", [0, 200, 1000, -200, -30])
def test_a_damaged_pack_is_refused_and_no_riddle(run: Run, pack: Path, at: int) -> None:
    data = bytearray(pack.read_bytes())
    data[at : at + 20 if at != -30 else None] = b"\xff" * 20
    pack.write_bytes(bytes(data))
    assert run("replay", pack, "--lang", "en").exit_code == 2


def test_packs_whose_files_are_called_the_same_are_all_packed(run: Run, here: Path) -> None:
    for name in "ab":
        (here / name).mkdir()
        (here / name / "d.yaml").write_text(
            f"pack: p{name}\ntitle: {{da: P, en: P}}\nrules:\n  R{name}:\n    title: {{da: R, en: R}}\n"
            "    for: u in units\n    require: known(u.head)\n",
            encoding="utf-8",
        )
    (here / "d.yaml").write_text("design: d\nrules: [a/d.yaml, b/d.yaml]\nunits: {u: {}}\n", encoding="utf-8")
    run("check", "d.yaml", *AS_OF, "--pack", "e.zip")
    with zipfile.ZipFile("e.zip") as archive:
        result = json.loads(archive.read("result.json"))
    assert [rule["rule"] for rule in result["rules"]] == ["Ra", "Rb"]
    assert run("replay", "e.zip").exit_code == 0


@pytest.fixture
def keys(run: Run, folder: Path) -> Path:
    """The stem of a pair of keys in the folder of the small design."""
    assert run("keygen", "revision").exit_code == 0
    return folder / "revision"


@pytest.fixture
def signed(run: Run, folder: Path, keys: Path) -> Path:
    """A signed evidence pack."""
    path = folder / "signed.zip"
    wanted = ("--pack", path, "--sign", keys.with_suffix(".key"), "--fail-on", "never")
    assert run("check", "design.yaml", *AS_OF, *wanted).exit_code == 0
    return path


def test_a_signed_pack_is_taken_with_the_key_that_signed_it(run: Run, signed: Path, keys: Path) -> None:
    public = keys.with_suffix(".pub")
    word = public.read_text().splitlines()[1]
    for given in (public, word):
        result = run("replay", signed, "--key", given, "--lang", "en")
        assert result.exit_code == 0
        assert f"Signed with the key that you gave: {word}." in result.stdout
    unasked = run("replay", signed, "--lang", "en")
    assert unasked.exit_code == 0
    assert f"Signed with {word}, the key that the pack names itself" in unasked.stdout


def test_a_pack_without_a_signature_says_so(run: Run, pack: Path) -> None:
    assert "Not signed." in run("replay", pack, "--lang", "en").stdout


def test_a_pack_that_should_be_signed_and_is_not_is_refused(run: Run, pack: Path, keys: Path) -> None:
    result = run("replay", pack, "--key", keys.with_suffix(".pub"), "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "should be signed, and" in result.stderr


def test_a_pack_that_says_that_it_is_signed_is_refused_without_its_signature(run: Run, signed: Path) -> None:
    signed.with_name("signed.zip.minisig").unlink()
    result = run("replay", signed, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "signed.zip.minisig is not there" in result.stderr


def test_a_pack_that_was_changed_after_it_was_signed_is_refused(run: Run, signed: Path, keys: Path) -> None:
    other = changed(signed, "result.json", b'"2014-04-02"', b'"2014-04-03"')
    signed.with_name("signed.zip.minisig").rename(other.with_name(other.name + ".minisig"))
    for given in (("--key", keys.with_suffix(".pub")), ()):
        result = run("replay", other, *given, "--lang", "en")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "is not the signature of" in result.stderr


def test_a_file_called_like_the_key_is_not_taken_for_it(run: Run, signed: Path, keys: Path) -> None:
    word = keys.with_suffix(".pub").read_text().splitlines()[1]
    run("keygen", "evil")
    forged = ("--pack", "signed.zip", "--sign", "evil.key", "--fail-on", "never")
    run("check", "design.yaml", *AS_OF, *forged)
    spoof = Path(word)
    spoof.parent.mkdir(parents=True, exist_ok=True)
    spoof.write_bytes(Path("evil.pub").read_bytes())
    result = run("replay", "signed.zip", "--key", word, "--lang", "en")
    assert result.exit_code == 2
    assert "is not the signature of" in result.stderr


def test_a_pack_names_a_key_and_no_file(run: Run, signed: Path, keys: Path) -> None:
    result = run("replay", altered(signed, signed_by="revision.pub"), "--lang", "en")
    assert result.exit_code == 2
    assert "is no public key" in result.stderr


def test_a_signature_that_was_not_checked_is_named(run: Run, pack: Path) -> None:
    Path(f"{pack}.minisig").write_text("anything", encoding="utf-8")
    assert "Not checked: the signature" in run("replay", pack, "--lang", "en").stdout


def test_a_pack_that_somebody_else_signed_is_refused(run: Run, signed: Path) -> None:
    run("keygen", "other")
    result = run("replay", signed, "--key", "other.pub", "--lang", "en")
    assert result.exit_code == 2
    assert "is not the signature of" in result.stderr


def test_a_key_opens_with_its_password_alone(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEJL_KEY_PASSWORD", "hemmelig")
    assert run("keygen", "guarded").exit_code == 0
    wanted = ("--pack", "guarded.zip", "--sign", "guarded.key", "--fail-on", "never")
    assert run("check", "design.yaml", *AS_OF, *wanted).exit_code == 0
    assert run("replay", "guarded.zip", "--key", "guarded.pub").exit_code == 0
    monkeypatch.setenv("PEJL_KEY_PASSWORD", "forkert")
    refused = run("check", "design.yaml", *AS_OF, "--pack", "no.zip", "--sign", "guarded.key", "--lang", "en")
    assert refused.exit_code == 2
    assert "the password does not open guarded.key" in refused.stderr
    assert not (folder / "no.zip").exists()


def test_the_secret_key_is_for_its_owner_and_neither_key_is_replaced(run: Run, keys: Path) -> None:
    secret = keys.with_suffix(".key")
    before = secret.read_bytes()
    assert secret.stat().st_mode & 0o077 == 0
    result = run("keygen", "revision", "--lang", "en")
    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert secret.read_bytes() == before


@pytest.mark.parametrize(
    "wrong, told",
    [
        (("replay", "signed.zip", "--key", "RWnonsense"), "is no public key"),
        (("replay", "signed.zip", "--key", "design.yaml"), "is not a file of minisign"),
        (("check", "design.yaml", "--pack", "x.zip", "--sign", "design.yaml"), "is not a file of minisign"),
        (("check", "design.yaml", "--pack", "x.zip", "--sign", "nothing.key"), "cannot be read"),
        (("check", "design.yaml", "--sign", "revision.key"), "--sign goes with --pack"),
        (("check", "design.yaml", "--pack", "design.yaml"), "ends in .zip"),
        (("check", "design.yaml", "--pack", ".", "--sign", "revision.key"), "ends in .zip"),
        (("keygen", "."), "is not the name of a file"),
        (("keygen", "x" * 300), "cannot be written"),
        (("replay", "signed.zip", "--key", "x" * 5000), "is no public key"),
    ],
)
def test_what_is_no_key_is_told(run: Run, signed: Path, wrong: tuple[str, ...], told: str) -> None:
    result = run(*wrong, "--lang", "en")
    assert result.exit_code == 2
    assert told in result.stderr
    assert not signed.with_name("x.zip").exists()

"""The pages of docs/ and the README are true: every command in them is run, and prints what they say."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
import yaml

from pejl.engine.language.forms import names_in
from pejl.engine.model import specs
from pejl.tests.docs.guides import ROOT, Command, NotRun, Page, agrees, edited, follow, rewritten

GUIDES = ("planlaegger.md", "planner.md")
SEARCH = ("soegning.md", "search.md")
PAGES = [*(ROOT / "docs" / name for name in (*GUIDES, *SEARCH, "packs.md", "designs.md")), ROOT / "README.md"]
ALL = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]
NAMES = [path.name for path in PAGES]


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_the_commands_of_a_page_print_what_it_says(path: Path, tmp_path: Path) -> None:
    wrong = follow(Page(path), ROOT if path.name == "README.md" else tmp_path)
    assert not wrong, (
        "\n\n".join(wrong)
        + f"\n\nPYTHONPATH=.src python tests/docs/guides.py {path.relative_to(ROOT)} mends it"
    )


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_shows_nothing_that_is_not_run_but_how_to_install(name: str) -> None:
    page = Page(ROOT / "docs" / name)
    assert len(page.commands) > 20
    shown = [step for step in page.steps if isinstance(step, NotRun)]
    assert [step.language for step in shown] == ["sh"]
    assert all(line.split()[0] in ("python3", ".", "pip") for line in shown[0].text.splitlines())


@pytest.mark.parametrize("names", [GUIDES, SEARCH], ids=" ".join)
def test_the_two_guides_tell_the_same(names: tuple[str, str]) -> None:
    def told(name: str) -> list[str]:
        page = Page(ROOT / "docs" / name)
        steps = []
        for step in page.steps:
            kind = type(step).__name__
            text = getattr(step, "text", "") if kind == "Command" else ""
            if not text.startswith("export"):
                steps.append(" ".join([kind, *(word for word in shlex.split(text) if word.isalpha())][:2]))
        return steps + [line[:6] for line in page.lines if re.match(r"## \d+\. ", line)]

    danish, english = (told(name) for name in names)
    assert danish == english


@pytest.mark.parametrize("path", ALL, ids=[path.name for path in ALL])
def test_every_link_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []


@pytest.mark.parametrize("name", SEARCH)
@pytest.mark.parametrize("form", ["search", "decide-search", "minimise"])
def test_the_pages_about_searching_tell_of_every_key(name: str, form: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert [key for key in specs.form(form) if f"| `{key}` |" not in text] == []


@pytest.mark.parametrize("form, others", [("pack", set()), ("rule", {"use", "attest"})])
def test_the_page_about_packs_shows_every_key(form: str, others: set[str]) -> None:
    shown = [step.text for step in Page(ROOT / "docs" / "packs.md").steps if isinstance(step, NotRun)]
    (written,) = [one for one in map(yaml.safe_load, shown) if form in one]
    assert {*written, *others} == set(names_in(form))


@pytest.mark.parametrize(
    "says, prints, true",
    [
        (["a", "b"], ["a", "b"], True),
        (["a"], ["a", "b"], False),
        (["a", "...", "d"], ["a", "b", "c", "d"], True),
        (["a", "...", "b"], ["a", "b"], False),
        (["..."], ["a"], True),
        (["..."], [], False),
        (["...", "b", "c", "..."], ["a", "b", "b", "c", "d"], True),
        (["...", "c", "...", "b", "..."], ["a", "b", "c", "d"], False),
        (["a", "..."], ["a"], False),
    ],
)
def test_dots_stand_for_lines_that_are_left_out(says: list[str], prints: list[str], true: bool) -> None:
    assert agrees(says, prints) is true


def test_a_change_of_a_file_needs_lines_that_stand_there_once() -> None:
    assert edited("a\nb\nc\n", [" a", "-b", "+B", " c"]) == "a\nB\nc\n"
    assert edited("a\n\n", [" a", "+b", " "]) == "a\nb\n\n"
    with pytest.raises(AssertionError):
        edited("a\na\n", ["-a"])
    with pytest.raises(AssertionError):
        edited("ab\n", ["-b"])


def test_what_is_left_out_stays_left_out_when_a_page_is_rewritten() -> None:
    step = Command(1, "pejl", ["first", "...", "count: 3", "..."])
    assert rewritten(step, ["first", "other", "count: 4", "last"]) == ["first", "...", "count: 4", "..."]
    assert rewritten(Command(1, "pejl", ["old"]), ["new", "lines"]) == ["new", "lines"]


def test_the_readme_shows_a_rule_as_it_is() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.search(r"\[one of the ready ones\]\(([^)]+)\)", text)
    shown = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert named is not None and shown is not None
    rule = yaml.safe_load((ROOT / named[1]).read_text(encoding="utf-8"))
    assert yaml.safe_load(shown[1]).items() <= rule.items()


def test_the_page_about_dependencies_names_each_of_them() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [
        *project["dependencies"],
        *(one for extra in project["optional-dependencies"].values() for one in extra),
    ]
    names = {re.split(r"[<>=\[ ]", one)[0] for one in needed}
    told = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    assert [name for name in sorted(names) if name.lower() not in told] == []

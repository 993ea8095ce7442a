"""YAML text becomes nodes that keep their place, and problems that point at it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from pejl.engine.errors import Problems
from pejl.engine.model.nodes import Mapping, Scalar, Sequence
from pejl.engine.model.source import parse_yaml


def read(text: str):
    problems = Problems()
    node = parse_yaml(text, "f.yaml", problems)
    assert not problems.found, problems.found
    return node


def told(text: str) -> list[tuple[str, int, int]]:
    problems = Problems()
    parse_yaml(text, "f.yaml", problems)
    return [(p.message, p.place.line, p.place.column) for p in problems.found]


@pytest.mark.parametrize("trap", ["no", "on", "0123", "12:30", "1e3", "~", "0x1F", "2014-05-01", "=", ".inf"])
def test_a_scalar_is_the_text_as_written(trap: str) -> None:
    node = read(f"key: {trap}").get("key")
    assert (node.text, node.quoted) == (trap, False)


def test_every_node_has_the_place_where_it_begins() -> None:
    node = read("æ: {b: [x,\n  y]}\n")
    assert isinstance(node, Mapping)
    inner = node.get("æ")
    items = inner.get("b")
    assert isinstance(items, Sequence)
    places = [(n.place.line, n.place.column) for n in (node, inner, items, *items.items)]
    assert places == [(1, 1), (1, 4), (1, 8), (1, 9), (2, 3)]


def test_an_alias_is_the_value_it_names() -> None:
    node = read("a: &x [1, 2]\nb: *x\n")
    assert node.get("b") is node.get("a")


def test_a_byte_order_mark_does_not_shift_places(tmp_path) -> None:
    from pejl.engine.model.source import read_yaml

    file = tmp_path / "f.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: b\n")
    node = read_yaml(file, Problems())
    assert isinstance(node, Mapping) and node.entries[0][1].place.column == 4


@pytest.mark.parametrize(
    ("text", "message", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3", "'a' stands twice; the first is at f.yaml:1:1", 3, 1),
        ("? [a]\n: b", "a list or mapping cannot be a name", 1, 3),
        ("a: {{x}}: 1", "a list or mapping cannot be a name", 1, 5),
        ("a: b: c", "a colon stands where no name can be", 1, 5),
        ("a: [x, y\nb: c\n", "the brackets that open at line 1 go wrong here", 2, 2),
        ("a: {x: 1\n", "the brackets that open at line 1 go wrong here", 2, 1),
        ("a: 'x", "the file ends inside a quoted text", 1, 6),
        ("a: @x", "a text cannot begin with this character", 1, 4),
        ("a: 1\n b: 2", "a colon stands where no name can be", 2, 3),
        ("a:\n\tb: 1", "the line is indented by a tab", 2, 1),
        ("a: 1\n---\nb: 2", "a second document begins here", 2, 1),
        ("a: !!python/name:os.system x",
         "tag:yaml.org,2002:python/name:os.system (a YAML tag) is not used here", 1, 4),
        ("a: !x [1]", "!x (a YAML tag) is not used here", 1, 4),
        ("a: {<<: {b: 1}}", "<< (merging mappings) is not used here", 1, 5),
        ("a: *b", "*b names nothing above it", 1, 4),
        ("a: &a [*a]", "*a stands inside what it names, which never ends", 1, 8),
        ("a: x\x07", "a character that cannot be seen, U+0007, stands here", 1, 5),
        ("a: \x00", "a character that cannot be seen, U+0000, stands here", 1, 4),
        ("", "the file is empty", 0, 0),
        ("# nothing\n", "the file is empty", 0, 0),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_place(text: str, message: str, line: int, column: int) -> None:
    assert (message, line, column) in told(text)


def test_all_problems_of_a_file_are_told_in_one_run() -> None:
    found = told("a: 1\na: 2\nb: !x y\nc: {<<: {d: 1}}\n# 010190-1234\n")
    assert [(line, column) for _, line, column in sorted(found, key=lambda f: f[1:])] == [
        (2, 1),
        (3, 4),
        (4, 5),
        (5, 3),
    ]


def test_an_unreadable_character_is_told_with_its_line(folder) -> None:
    message = "the file is not in UTF-8: a character on this line cannot be read"
    assert folder.told("design: a\ntitle: k\xf8".encode("latin-1")) == [(message, 2, 0)]
    assert folder.told("design: a".encode("utf-16"))[0][0] == message


def test_a_missing_file_and_a_folder_are_told(folder) -> None:
    from pejl.engine.errors import PejlError
    from pejl.engine.model.load import load_design

    for name, message in (("nowhere.yaml", "there is no such file"), (".", "this is not a file")):
        with pytest.raises(PejlError, match=message):
            load_design(folder.path / name)


@pytest.mark.parametrize(
    "text",
    [
        "k: abc def",
        "k: abc\n  def\n\n  ghi",
        "k: 'it''s abc\n   def'",
        'k: "æ\\tb\\u00e6c \\\n   def\n\n  ghi"',
        "k: |\n  abc\n   def\n\n  æøå\n",
        "k: |-\n\n    abc\n    def",
        "k: |2\n   abc\n  def\n",
        "k: >\n  abc\n  def\n\n  ghi\n    more\n  end\n\n",
        "k: >-\n\n  abc\n\n\n  def",
        "æ: [x, 'y z']\nk: {q: b}",
        "k: |\r\n  abc\r\n  def\r\n",
        "k: abc\r\n  def",
    ],
)
def test_a_character_of_a_text_has_its_place_in_the_file(text: str) -> None:
    assert_places(text, read(text).get("k"))


def assert_places(text: str, node) -> None:
    if not isinstance(node, Scalar):
        return
    lines = text.replace("\r\n", "\n").split("\n")
    for offset, character in enumerate(node.text):
        if character.isalnum() and character not in "æ\t":
            place = node.place_at(offset)
            assert lines[place.line - 1][place.column - 1] == character, (offset, character, place)


WORDS = st.text(alphabet="abcdefgh123 '\"\n:#-\\ø", max_size=60)


@given(WORDS, st.sampled_from(["'", '"', "|", ">", None]), st.integers(10, 40))
def test_a_character_has_its_place_however_the_text_is_written(words: str, style, width: int) -> None:
    text = yaml.dump({"k": words}, default_style=style, allow_unicode=True, width=width)
    assume(yaml.safe_load(text) == {"k": words})  # PyYAML folds some texts so that they come back changed
    problems = Problems()
    node = parse_yaml(text, "f.yaml", problems)
    if isinstance(node, Mapping):
        scalar = node.entries[0][1]
        assert isinstance(scalar, Scalar) and scalar.text == words
        assert_places(text, scalar)


def test_a_place_beyond_the_text_is_just_after_its_last_character() -> None:
    node = read("k: 'abc' # x").get("k")
    assert [node.place_at(at).column for at in (-1, 0, 2, 3, 99)] == [5, 5, 7, 8, 8]

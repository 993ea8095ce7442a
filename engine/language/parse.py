"""Text of a rule -> Python's syntax tree, never executed; with the place of every character."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

from msgspec import Struct

from pejl.engine.errors import PejlError, Place, fail

LONGEST = 4000
DEEPEST = 60
DEEPEST_TREE = 80


class Expression(Struct, frozen=True):
    """An expression as written, and where each of its characters stands."""

    text: str
    place_at: Callable[[int], Place]

    def fail(self, start: int, template: str, hint: str | None = None, **values: object) -> PejlError:
        """An error at a character of the expression."""
        return fail(self.place_at(start), template, hint, **values)


def parse(expression: Expression) -> ast.expr:
    """Read an expression.

    Raises:
        PejlError: it is no expression of Python's grammar, or absurdly long or deep.
    """
    return _parsed(expression, expression.text, 0)


def parse_scope(expression: Expression) -> list[ast.comprehension]:
    """Read what stands after `for`: `t in tasks`, with further `for` and `if`."""
    before = "0 for "
    tree = _parsed(expression, before + expression.text, len(before))
    assert isinstance(tree, ast.GeneratorExp)
    return tree.generators


def _parsed(expression: Expression, text: str, shift: int) -> ast.expr:
    too_deep = expression.fail(0, "the expression is too long or too deeply nested to be read")
    if len(text) > LONGEST or _depth(text) > DEEPEST:
        raise too_deep
    try:
        tree = ast.parse(f"({text}\n)", mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise _syntax_error(expression, text, shift, error) from None
    if tree.col_offset == 0 and tree.lineno == 1 and not _whole(tree):
        raise _syntax_error(expression, text, shift, SyntaxError())
    if _tree_depth(tree) > DEEPEST_TREE:
        raise too_deep
    _place_nodes(tree, text, shift)
    return tree


def _whole(tree: ast.expr) -> bool:
    """Whether the brackets that were put around a text belong to each other, and something is in them."""
    return isinstance(tree, ast.GeneratorExp) or (isinstance(tree, ast.Tuple) and bool(tree.elts))


def _depth(text: str) -> int:
    deepest = depth = 0
    for bracket in re.findall(r"[()\[\]{}]|(?:\bnot\b|-)(?=\s*(?:not\b|-))", text):
        depth += -1 if bracket in ")]}" else 1
        deepest = max(deepest, depth)
    return deepest


def _tree_depth(tree: ast.AST) -> int:
    """How many nodes stand inside each other: `1 + 1 + 1` is deep without any bracket."""
    depth, level = 0, [tree]
    while level:
        depth, level = depth + 1, [child for node in level for child in ast.iter_child_nodes(node)]
    return depth


def _syntax_error(expression: Expression, text: str, shift: int, error: Exception) -> PejlError:
    start = 0
    if isinstance(error, SyntaxError) and error.offset and error.lineno:
        lines = text.split("\n")
        start = sum(len(line) + 1 for line in lines[: error.lineno - 1]) + error.offset - 1
        start -= 1 if error.lineno == 1 else 0
    start = min(max(start - shift, 0), max(len(expression.text) - 1, 0))
    written = expression.text.strip() or "nothing"
    template = "this is not an expression of the rule language: {text}"
    if written.count("(") != written.count(")"):
        return expression.fail(start, template, "a bracket is missing", text=written)
    if re.search(r"\s(og|eller|ikke)\s", written):
        return expression.fail(start, template, "the words are and, or, not", text=written)
    return expression.fail(
        start, template, "a single = is written ==, and text stands in quotes", text=written
    )


def _place_nodes(tree: ast.expr, text: str, shift: int) -> None:
    """Give every node the numbers of its first and last character: `at` and `to`."""
    starts = [0]
    lines = text.split("\n")
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def index(line: int, column: int) -> int:
        column -= 1 if line == 1 else 0
        if line > len(lines):
            return len(text)
        return (
            starts[line - 1] + len(lines[line - 1].encode()[: max(column, 0)].decode(errors="ignore")) - shift
        )

    for node in ast.walk(tree):
        if isinstance(node, ast.expr):
            node.at = index(node.lineno, node.col_offset)  # type: ignore[attr-defined]
            node.to = index(node.end_lineno or 1, node.end_col_offset or 0)  # type: ignore[attr-defined]

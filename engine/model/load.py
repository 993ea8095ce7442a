"""Loads a design: file -> nodes -> written tables -> columns; a proposal: its base, then its changes.

Every mistake in every file is collected, and told in one `PejlError` at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pejl.engine.errors import PejlError, Place, Problem, Problems
from pejl.engine.model import collector, personal, specs
from pejl.engine.model.changes import apply_changes
from pejl.engine.model.checks import check_design, check_follows, check_ids
from pejl.engine.model.header import Header, read_header
from pejl.engine.model.incomplete import note_unlisted
from pejl.engine.model.nodes import Mapping, Node, Scalar, SourceText
from pejl.engine.model.own_fields import declared_fields
from pejl.engine.model.plain_values import beside, is_there
from pejl.engine.model.reading import Reading, read_table
from pejl.engine.model.source import parse_yaml, read_yaml, refuse_suspects
from pejl.engine.model.specs import Schema
from pejl.engine.model.table_files import read_table_file
from pejl.engine.model.tables import Design, Table, Vocabulary
from pejl.engine.model.union import widened
from pejl.engine.model.written import WrittenTable, rows_of

MOST_BASES = 20


def load_design(path: Path, extra_fields: Iterable[Mapping] = ()) -> Design:
    """The design or proposal that a file holds.

    Args:
        path: the YAML file.
        extra_fields: fields that rule packs declare, in the form of a design's own `fields`.

    Raises:
        PejlError: the file, or one it builds on, has mistakes; all of them are in it.
    """
    loader = Loader(Problems(), list(extra_fields))
    with collector.paused():
        design = loader.load(Path(path))
    return loader.finished(design)


def load_text(text: str, path: Path, extra_fields: Iterable[Mapping] = ()) -> Design:
    """The design that a text holds, as if it stood in a file.

    Args:
        text: YAML.
        path: the file that it would stand in; what it is based on is looked for beside it.
        extra_fields: fields that rule packs declare.

    Raises:
        PejlError: the text, or what it builds on, has mistakes.
    """
    loader = Loader(Problems(), list(extra_fields))
    node = parse_yaml(text, str(path), loader.problems)
    with collector.paused():
        design = loader.of_node(node, path) if node is not None else None
    return loader.finished(design)


def design_from_node(
    node: Mapping, file: str, extra_fields: Iterable[Mapping] = (), name: str = "design"
) -> Design:
    """The small design that a mapping inside another file holds, such as the test of a rule.

    Args:
        node: the header and tables; `before` may hold the tables of the design it is based on.
        file: the file that the mapping stands in.
        extra_fields: fields that rule packs declare.
        name: the id of the design, if it does not say.

    Raises:
        PejlError: the design has mistakes.
    """
    loader = Loader(Problems(), list(extra_fields))
    return loader.finished(loader.small(node, file, name))


@dataclass
class Loader:
    """What the loading of a design and of its bases shares."""

    problems: Problems
    extra_fields: list[Mapping]
    chain: tuple[Path, ...] = ()

    def finished(self, design: Design | None) -> Design:
        """The design, unless there were problems."""
        self.problems.found = [personal.masked(problem) for problem in self.problems.found]
        self.problems.raise_any()
        if design is None:
            raise PejlError([Problem(None, "the design cannot be read")])
        return design

    def load(self, path: Path) -> Design | None:
        """The design of a file, with its bases; None if it cannot be read at all."""
        node = read_yaml(path, self.problems)
        return None if node is None else self.of_node(node, path)

    def of_node(self, node: Node, path: Path) -> Design | None:
        """The design that a file holds, already read."""
        if not isinstance(node, Mapping):
            self.problems.add(node.place, "a design is a mapping", "begin with `design: name-of-the-design`")
            return None
        design = self._design(node, path)
        refuse_suspects(node.source, self.problems)
        return design

    def _design(self, node: Mapping, path: Path) -> Design | None:
        schema = self._schema(node)
        header = read_header(node, schema, path.parent, self.problems)
        if header.based_on is None:
            if header.changes is not None:
                self.problems.add(
                    header.changes.place, "changes need a design to change", "write `based_on: file.yaml`"
                )
            return self._whole(header, schema, node.source, path.parent)
        base = self._base(header.based_on, node, path)
        if base is None:
            return None
        effective = node.get("effective")
        if effective is not None:
            check_follows(effective.place, header.effective, base, self.problems)
        return self._proposal(header, base, node.source, path.parent)

    def _schema(self, node: Mapping) -> Schema:
        own = node.get("fields")
        declaring = [*self.extra_fields, *([own] if isinstance(own, Mapping) else [])]
        core = specs.core_schema()
        if own is not None and not isinstance(own, Mapping):
            self.problems.add(own.place, "a mapping is expected here", "write `name: value`, one to a line")
        return specs.extended(core, declared_fields(declaring, core, self.problems))

    def _base(self, name: Scalar, node: Mapping, path: Path) -> Design | None:
        """The design that a proposal is based on, with the fields of the proposal too."""
        base = beside(path.parent, name, self.problems)
        if base is None or not is_there(base, name, self.problems):
            return None
        chain = (*self.chain, path.resolve())
        if base.resolve() in chain:
            self.problems.add(
                name.place,
                "the designs are based on each other in a circle: {circle}",
                circle=" -> ".join(step.name for step in (*chain, base)),
            )
            return None
        if len(chain) > MOST_BASES:
            self.problems.add(name.place, "more than {most} designs build on each other", most=MOST_BASES)
            return None
        own = node.get("fields")
        fields = [*self.extra_fields, *([own] if isinstance(own, Mapping) else [])]
        return Loader(self.problems, fields, chain).load(base)

    def small(self, node: Mapping, file: str, name: str) -> Design | None:
        """A design inside another file."""
        schema = self._schema(node)
        before = node.get("before")
        kept = [(key, value) for key, value in node.entries if key.text != "before"]
        after = Mapping(kept, node.source, node.line, node.column)
        header = read_header(after, schema, None, self.problems, needs_id=False)
        header.id = header.id or name
        if header.based_on:
            self.problems.add(
                header.based_on.place, "a small design has its base beside it", "write `before:` with tables"
            )
        if before is None:
            return self._whole(header, schema, node.source, None)
        if not isinstance(before, Mapping):
            self.problems.add(before.place, "a mapping of tables is expected here")
            return None
        base_header = read_header(before, schema, None, self.problems, needs_id=False)
        base_header.id = f"{header.id}-before"
        base = self._whole(base_header, schema, node.source, None)
        return self._proposal(header, base, node.source, None)

    def _whole(self, header: Header, schema: Schema, source: SourceText, folder: Path | None) -> Design:
        """A design that tells its tables in full."""
        written = self._written(header, schema, source, folder)
        ids = {name: table.ids for name, table in written.items()}
        design = _empty(header, schema, source, Vocabulary(), [source.file])
        self._fill(design, header, written, ids)
        check_design(design, self.problems)
        return design

    def _written(
        self, header: Header, schema: Schema, source: SourceText, folder: Path | None
    ) -> dict[str, WrittenTable]:
        written = {}
        for name, spec in schema.items():
            node = header.tables.get(name)
            table = self._table(spec, node, folder) if node is not None else None
            written[name] = table or WrittenTable(
                name, source, [], np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), {}
            )
            check_ids(written[name], self.problems)
        return written

    def _table(self, spec: specs.TableSpec, node: Node, folder: Path | None) -> WrittenTable | None:
        if isinstance(node, Mapping):
            return rows_of(spec, node, self.problems)
        if isinstance(node, Scalar) and not node.empty:
            path = beside(folder, node, self.problems)
            return read_table_file(spec, path, node, self.problems) if path else None
        if not isinstance(node, Scalar):
            self.problems.add(
                node.place,
                "{table} is to be a mapping of rows by id, or the name of a table file",
                table=spec.name,
            )
        return None

    def _fill(
        self,
        design: Design,
        header: Header,
        written: dict[str, WrittenTable],
        ids: dict[str, list[str]],
    ) -> None:
        """Read the tables into a design whose rows have the given ids."""
        index = {
            name: written[name].rows if rows is written[name].ids else _numbered(rows)
            for name, rows in ids.items()
        }
        reading = Reading(design.schema, index, design.texts, design.files, self.problems, header.defaults)
        for name, table in written.items():
            rows = np.arange(len(table.ids))
            if table.ids is not ids[name]:
                rows = np.array([index[name][id_] for id_ in table.ids], dtype=np.int64)
            design.tables[name] = read_table(table, rows, ids[name], reading)
            design.tables[name].loose = name in {item.text for item in header.loose}
        note_unlisted(design.tables)
        design.assumed = header.defaults
        design.defaults = reading.taken()

    def _proposal(self, header: Header, base: Design, source: SourceText, folder: Path | None) -> Design:
        """A proposal: changes to a base, or all its tables beside those of the base."""
        if header.changes is not None or not header.tables:
            for name, node in header.tables.items():
                self.problems.add(
                    node.place,
                    "a proposal with changes does not write tables: {table}",
                    "add the rows by a change: `add: {{{table}: ...}}`",
                    table=name,
                )
            return self._changed(header, base, source)
        written = self._written(header, base.schema, source, folder)
        ids = {}
        for name, table in written.items():
            there = set(base.tables[name].ids)
            ids[name] = base.tables[name].ids + [id_ for id_ in table.ids if id_ not in there]
        before = widened(base, ids)
        design = _empty(header, base.schema, source, base.texts, list(base.files))
        design.before, design.retold = before, True
        design.municipality = header.municipality or base.municipality
        design.rules = header.rules or base.rules
        self._fill(design, header, written, ids)
        check_design(design, self.problems)
        return design

    def _changed(self, header: Header, base: Design, source: SourceText) -> Design:
        design = _empty(header, base.schema, source, base.texts, list(base.files))
        design.municipality = header.municipality or base.municipality
        design.rules = header.rules or base.rules
        changed = apply_changes(design, base, header, self.problems)
        check_design(changed, self.problems)
        return changed


def _numbered(ids: list[str]) -> dict[str, int]:
    return dict(zip(ids, range(len(ids)), strict=True))


def _empty(header: Header, schema: Schema, source: SourceText, texts: Vocabulary, files: list[str]) -> Design:
    """A design with its header and no tables."""
    tables: dict[str, Table] = {}
    return Design(
        header.id,
        header.title,
        header.municipality,
        header.effective,
        Place(source.file),
        header.rules,
        schema,
        tables,
        texts,
        files if source.file in files else [*files, source.file],
        header.waivers,
        (),
        header.notes,
        search=header.search,
    )

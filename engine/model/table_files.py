from __future__ import annotations
def read_table_file(spec, path, node, problems): raise NotImplementedError

from __future__ import annotations
def apply_changes(design, base, header, problems): raise NotImplementedError

"""Turns a `CheckResult` or a `PejlError` into what somebody reads: one file per output format."""

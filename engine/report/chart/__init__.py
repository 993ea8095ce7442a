"""Organisation charts: `tree` says what is in one, `layout` where it stands, and each format draws it."""

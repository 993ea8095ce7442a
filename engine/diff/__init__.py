"""Two designs, one beside the other: what is other, in entities, in figures, in money and in compliance."""

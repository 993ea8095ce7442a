"""The commands: each reads its arguments, calls the engine and chooses an output."""

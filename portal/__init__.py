"""The house of Silta: every room is a package, drawn in docs/architecture.md."""

"""Measurements side by side, written to `docs/benchmarks.md` by `make bench`."""

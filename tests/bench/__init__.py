"""Benchmarks, each a ratio or a count. `make bench` runs all of them, `python -m tests.bench NAME …` some."""

"""The demo's pages in three languages. `build()` puts in place what is missing and changes nothing else."""

from home.demo.build import build

__all__ = ["build"]

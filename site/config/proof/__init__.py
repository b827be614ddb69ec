"""Looking for somebody everywhere: the proof that what was erased is gone (S8, docs/features/erasure.md)."""

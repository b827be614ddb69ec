"""Where staff check hosts."""

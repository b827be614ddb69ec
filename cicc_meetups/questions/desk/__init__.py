"""Where staff work with it."""

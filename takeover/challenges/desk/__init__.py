"""Where staff check challenges."""

"""Where staff see which councils there are, and how far their pages."""

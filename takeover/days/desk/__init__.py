"""Where staff see how days were, and where two sides say different things."""

"""Where staff see who comes to a meetup, and who came."""

"""Where staff add pictures, and copy what to post."""

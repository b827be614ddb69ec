"""Where staff work with councils and meetups."""

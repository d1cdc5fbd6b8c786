"""From recipe to pixels, fast and off the GUI thread."""

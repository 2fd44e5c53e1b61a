"""Programs timed beside `gba`; each is run as a file of its own, none is imported."""

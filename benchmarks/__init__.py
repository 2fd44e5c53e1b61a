"""How long `gba` takes, beside what bounds it and beside what people would use instead: `python -m benchmarks`."""

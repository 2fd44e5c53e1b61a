"""Answers to text: the only place that knows how things look, in a terminal and to scripts."""

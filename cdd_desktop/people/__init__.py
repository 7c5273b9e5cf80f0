"""The office's people: who works with the program, and who signs its paper."""

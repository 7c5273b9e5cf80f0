"""A made-up office for trying the program."""

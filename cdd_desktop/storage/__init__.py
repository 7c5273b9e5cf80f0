"""A safe file: transactions, history, revisions and the lock of the office's database."""

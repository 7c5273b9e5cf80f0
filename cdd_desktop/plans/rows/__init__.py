"""Plans and projects between values and rows, inside the transaction of whoever asks."""

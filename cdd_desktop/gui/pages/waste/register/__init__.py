"""สมาชิกและราคา: what the till of a waste bank works from."""

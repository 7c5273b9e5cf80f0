"""รับซื้อ: the till of a waste bank."""

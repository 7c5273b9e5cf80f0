"""Households (ครัวเรือน) of the villages: what waste, poverty and welfare work all refer to."""

"""Wet-waste bins (ถังขยะเปียก ลดโลกร้อน) of households, and the greenhouse estimate."""

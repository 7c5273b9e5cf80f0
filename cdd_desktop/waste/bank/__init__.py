"""Waste banks (ธนาคารขยะ): members, materials, prices, and books in double entry."""

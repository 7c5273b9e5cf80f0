"""แผนที่: areas shaded by a share, and the boundaries that maps are drawn from."""

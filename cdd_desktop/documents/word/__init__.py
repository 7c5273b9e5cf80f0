"""The neutral document as a Word file, which superiors edit before it is signed.

Word breaks and shapes Thai itself, so texts go in as they are: no U+200B, no glyph runs. What it
needs instead are real styles, table headings that repeat, rows that do not split, and charts that
are charts.
"""

"""The neutral document on paper: PDF with right Thai, drawn straight onto ReportLab's canvas.

`fonts` embeds Sarabun, `shaping` places its glyphs, `text` breaks lines, `pen` draws; `blocks`,
`tables` and `charts` measure each block to pieces, `layout` puts the pieces on pages, and
`render` makes the file.
"""

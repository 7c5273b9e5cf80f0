"""The neutral document on paper: PDF with right Thai, drawn straight onto ReportLab's canvas.

`shaping` makes Thai letters of Sarabun's glyphs, `embedding` carries them in the file, `text`
breaks lines, `pen` draws; `blocks`,
`tables` and `charts` measure each block to pieces, `layout` puts the pieces on pages, and
`render` makes the file.
"""

"""The neutral document on paper: PDF with right Thai, drawn on ReportLab's canvas.

`shaping` makes Thai letters of Sarabun's glyphs, `embedding` carries them in the file, `text`
breaks lines, `pen` draws; `blocks`, `tables` and `charts` measure each block to pieces, `layout`
puts the pieces on pages, and `render` makes the file, which `file` has ReportLab write. What many
pages share stands in it once, by `forms`. What makes pieces keeps them for equal content, which is
how the shared is found.
"""

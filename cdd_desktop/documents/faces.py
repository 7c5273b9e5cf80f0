"""The face of files that others open and edit; a PDF brings its own."""

OFFICE_FACE = "TH SarabunPSK"  # prescribed by the cabinet, 7 Sep 2010; on every office's PC

"""One module for each report: what was asked for and the sources in, a document out."""

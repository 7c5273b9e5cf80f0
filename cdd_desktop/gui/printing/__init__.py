"""Paper: one queue of print-outs for the whole window, which survives jams and restarts.

`jobs` and `shelf` know no Qt: what a print-out is, and the folder that keeps it. `printers` asks
the computer, `press` draws pages, `queue` lets one print-out after another go, `corner` and
`queue_dialog` show them.
"""

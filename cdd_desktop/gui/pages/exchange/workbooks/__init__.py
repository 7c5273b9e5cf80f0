"""Fill-in workbooks in the window: made for an area, taken back, waited for."""

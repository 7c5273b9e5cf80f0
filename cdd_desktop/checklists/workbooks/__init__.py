"""Fill-in workbooks of an area's villages: made, taken back, and who still owes one."""

"""The view บันทึกรายเดือน of the page of waste."""

"""The view รายการคำ of the page of plans."""

"""The view รายการคำ of every page that has lists of words."""

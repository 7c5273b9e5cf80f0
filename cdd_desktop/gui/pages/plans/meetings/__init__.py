"""The view ประชุม of the page of plans."""

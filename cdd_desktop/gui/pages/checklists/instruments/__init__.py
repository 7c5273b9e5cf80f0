"""แบบประเมิน: instruments, their versions, and the editor of drafts."""

"""What stands behind an answer: attachments, and doubts that somebody confirmed."""

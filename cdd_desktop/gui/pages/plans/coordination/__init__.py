"""ประสานแผน: what was sent to agencies, and who has not answered."""

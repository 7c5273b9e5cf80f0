"""ลงคะแนน: vote sheets of a plan."""

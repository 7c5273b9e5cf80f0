"""What is printed of answers that are more than ผ่าน or ไม่ผ่าน."""

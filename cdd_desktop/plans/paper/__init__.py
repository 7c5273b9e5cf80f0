"""What is printed of plans: values made into blocks; nothing here reads the file."""

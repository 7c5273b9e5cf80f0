"""What is printed of community waste: values in, blocks of a neutral document out."""

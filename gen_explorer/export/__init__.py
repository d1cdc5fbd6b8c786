"""What leaves the program: pictures, and the commands that make them again."""

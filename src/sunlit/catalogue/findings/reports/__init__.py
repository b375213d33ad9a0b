"""What was found, for another program, for the department, and for whoever must read and sign it."""

"""What is due: the worklist of offices, developers and enterprises."""

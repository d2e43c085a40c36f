"""What is due: the inspections of offices, developers and enterprises."""

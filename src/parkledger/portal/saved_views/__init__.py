"""Pages that whoever is signed in keeps under names of their own."""

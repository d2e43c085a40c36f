"""Land for investors: what is still to let and how far it is to a port; inquiries as cases of the promotion officer."""

"""What whoever is signed in follows by e-mail, and stopping it by the link of a letter."""

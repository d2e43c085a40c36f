"""What the portal is, who keeps it, what its words mean; and what search engines are told."""

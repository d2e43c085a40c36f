"""What all pages share: base templates, template tags and context."""

"""What all pages share: base templates, template tags, context, downloads."""

"""The handbooks: chapters in Markdown, shown as pages of the portal."""

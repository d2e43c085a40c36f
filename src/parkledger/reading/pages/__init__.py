"""Pages: the bytes of an HTML, Word, PDF, Markdown or text file become text with its article, captions and teasers."""

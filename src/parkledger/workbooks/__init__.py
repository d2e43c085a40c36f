"""Excel workbooks and other sheets: templates written from the event types, and sheets read into events."""

"""Files as grids of cells: spreadsheets of four kinds and CSV, numbers and dates as cells have them."""

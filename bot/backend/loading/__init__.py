"""From the files that a centre can export to rows that the database takes."""

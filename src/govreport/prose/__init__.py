"""What stands outside the tables: sections, identity of the report, figures in sentences."""

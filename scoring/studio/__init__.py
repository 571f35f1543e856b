"""The studio's forms: one document, shown as forms and written back into its own text."""

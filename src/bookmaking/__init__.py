"""What MkDocs must do for this book beyond its settings, one file per job."""

"""What a report says, heading by heading; each heading in several ways."""

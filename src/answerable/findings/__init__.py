"""What follows from the record: each finding derived, versioned, rebuildable, and ignorant of the others."""

"""The write side: what sources say goes into the record, findings follow, and all of it can come out again."""

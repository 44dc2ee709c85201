"""Papers made from a case: agreements and decision notices, as PDF to serve and Word to edit."""

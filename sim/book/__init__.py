"""Rules, claims and facts as a reader looks them up, and the generated documents. A builder's room."""

"""Questions to the catalog, answered with small frozen records. Nothing here prints or knows of a terminal."""

"""What people read of studies and games: tables, stories, pages, charts."""

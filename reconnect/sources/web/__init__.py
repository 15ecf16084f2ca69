"""What people publish on pages of their own: fetched with manners, and read whatever a page or a feed is made of."""

"""The screens of a game, and the cards over them."""

# The glossary.

glossary-title = Glossary
glossary-type = Type a part of a word ...
glossary-hint = Type to find · ↓ ↑ scroll · esc closes
glossary-nothing = Nothing by that name.
glossary-kind = { $kind ->
    [term] Terms
    [number] Numbers
    [institution] Institutions
    [doctrine] Doctrines
   *[claim] Claims
}

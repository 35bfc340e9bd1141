//! Draws problems: place and name, the user's own row with the spot marked, what was expected, what to write.

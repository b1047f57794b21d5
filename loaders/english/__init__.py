"""English: names found by rule and tagger, a parse of the text with the names masked, frames on the tree."""

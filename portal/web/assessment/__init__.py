"""The suitability assessment as readers meet it: its words, its address, its page and its memo."""

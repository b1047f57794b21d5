"""The publishing room: what leaves the graph for other people's tools."""

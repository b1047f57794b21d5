"""Chinese, simplified and traditional: from an article to candidate claims."""

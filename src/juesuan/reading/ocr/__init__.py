"""Pages without a usable text layer: rendered, set upright, recognised, and told like any other page."""

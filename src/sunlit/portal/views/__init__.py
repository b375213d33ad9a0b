"""The pages of the portal: read, one template, nothing decided."""

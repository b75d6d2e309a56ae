"""The pages: one file is one blueprint is one template folder."""

"""What holds for every test."""

from hypothesis import settings

settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")

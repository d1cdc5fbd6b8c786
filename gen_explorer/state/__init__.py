"""What the person is looking at, as frozen values. No torch, no Qt."""

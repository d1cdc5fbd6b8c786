"""What every floor may use: errors, paths, settings, files, text. No torch, no Qt."""

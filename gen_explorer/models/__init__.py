"""The model families, one file each. Importing this package does not import torch."""

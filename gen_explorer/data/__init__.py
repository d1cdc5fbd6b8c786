"""Pictures in: data sets, folders, and the image conventions."""

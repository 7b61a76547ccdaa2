"""Runs helhed on a folder of odd and hostile files, and compares what comes out with the folder's manifest."""

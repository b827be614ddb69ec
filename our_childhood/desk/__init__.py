"""The review desk: what waits for whom, one film to look at, and the verdict."""

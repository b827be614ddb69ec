"""What must hold when something is killed, full, gone or done twice (the fault list F1 to F16)."""

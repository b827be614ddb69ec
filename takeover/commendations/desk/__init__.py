"""Where staff commend hosts."""

//! Laws of a register, on small ones.

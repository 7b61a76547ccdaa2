//! How many, how large, how sure: planning an evaluation.

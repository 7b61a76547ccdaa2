//! Two groups by their odds ratio, and tests of a table.

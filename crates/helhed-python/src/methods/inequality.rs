//! Inequality along a social scale and between persons.

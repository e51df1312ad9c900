//! The growth of every measured thing as a table.

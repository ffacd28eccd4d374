//! The door: parse the command line, open the window or run a command.
fn main() {}

//! The door: parse the command line, open the window or run a command, map to an exit code.

fn main() -> std::process::ExitCode {
    anteroom::cli::main()
}

//! Builds the program anew when a shipped file changes: `include_dir!` reads folders that cargo does not watch.

fn main() {
    for folder in ["forms", "criteria", "measures", "sample", "text"] {
        println!("cargo::rerun-if-changed=assets/{folder}");
    }
}

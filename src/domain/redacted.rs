//! `Debug` for types that hold what people said: their name, never their content.

/// Implements `Debug` as the type's name and nothing else.
macro_rules! redacted {
    ($($name:ident),+ $(,)?) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), " [redacted]"))
            }
        }
    )+};
}

pub(crate) use redacted;

//! What a document says, as one number, that two of its editions can be told apart or known for the same.

use std::{fmt::Write as _, io};

use sha2::{Digest, Sha256};

use crate::view::View;

/// Takes what is written to it into the hash.
struct Hashing(Sha256);

impl io::Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Of a document's View that has neither editions nor a hash yet.
pub(super) fn of(document: &str, view: &View) -> String {
    let mut hashing = Hashing(Sha256::new_with_prefix(document));
    let mut writer = io::BufWriter::new(&mut hashing);
    serde_json::to_writer(&mut writer, view).expect("the View is plain values");
    drop(writer);
    hashing.0.finalize().iter().fold(String::new(), |mut hash, byte| {
        write!(hash, "{byte:02x}").expect("a string takes all that is written to it");
        hash
    })
}

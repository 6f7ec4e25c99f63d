//! What a document says, as one number, that two of its editions can be told apart or known for the same; and a number for
//! what an organisation publishes.

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
pub(super) fn of_content(document: &str, view: &View) -> String {
    let mut hashing = Hashing(Sha256::new_with_prefix(document));
    let mut writer = io::BufWriter::new(&mut hashing);
    serde_json::to_writer(&mut writer, view).expect("the View is plain values");
    drop(writer);
    hexadecimal(&hashing.0.finalize())
}

/// Bytes as they are written in a hash.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes all that is written to it");
        text
    })
}

impl View {
    /// A UUID of version 8 for the documents of an organisation: the same for the same name, so that an export of the same
    /// register is the same.
    pub(crate) fn number(&self) -> String {
        let mut bytes: [u8; 16] = Sha256::digest(self.organisation.name.as_bytes())[..16]
            .try_into()
            .expect("a hash is longer");
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let hex = hexadecimal(&bytes);
        format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    }
}

//! New texts for files of the register: put in their places whole, and only where nobody else has written since.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, ensure};

use crate::{
    source::{FileId, Layer},
    workspace::{SETTINGS, Workspace, create, output::unfinished, shown},
};

impl Workspace {
    /// Replaces the texts of files that were read from the register's own folder.
    ///
    /// # Errors
    /// If one of them is no longer what was read, or can't be written. Before the first is replaced all new
    /// texts are on the disk.
    pub fn rewrite(&self, texts: &[(FileId, &str)]) -> Result<()> {
        let written: Vec<_> = texts
            .iter()
            .map(|(file, text)| {
                let path = self.place(*file)?;
                let context = || format!("{} can't be written; nothing was changed", shown(path));
                let folder = path.parent().unwrap_or(Path::new("."));
                let new = unfinished(folder, text.as_bytes()).with_context(context)?;
                let permissions = fs::metadata(path).with_context(context)?.permissions();
                new.as_file().set_permissions(permissions).with_context(context)?;
                Ok((path, new))
            })
            .collect::<Result<_>>()?;
        for (path, new) in written {
            new.persist(path).with_context(|| format!("{} can't be replaced", shown(path)))?;
        }
        Ok(())
    }

    /// Adds a text at the end of the settings' file, or begins the file with it.
    ///
    /// # Errors
    /// If the file can't be written, or is no plain file.
    pub fn append_to_settings(&self, text: &str) -> Result<()> {
        let Some(file) = self.settings else {
            create(&self.root.path, &[(SETTINGS, text.trim_start())])?;
            return Ok(());
        };
        let old = &self.sources.file(file).text;
        let (end, text) = if old.contains("\r\n") {
            ("\r\n", text.replace('\n', "\r\n"))
        } else {
            ("\n", text.to_owned())
        };
        let end = if old.is_empty() || old.ends_with('\n') { "" } else { end };
        self.rewrite(&[(file, &format!("{old}{end}{text}"))])
    }

    /// Where a file is, if it is the register's own, a plain file, and as it was read.
    fn place(&self, file: FileId) -> Result<&Path> {
        let source = self.sources.file(file);
        let ours = matches!(source.layer, Layer::Register | Layer::Beside);
        let path = self.places.get(&file).filter(|_| ours);
        let path = path.with_context(|| format!("{} is not ropa's to write", source.path))?;
        let is_plain = path.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
        let is_same = is_plain && fs::read(path).is_ok_and(|there| there == source.text.as_bytes());
        ensure!(is_same, "{} has changed since it was read; nothing was written", source.path);
        Ok(path)
    }
}

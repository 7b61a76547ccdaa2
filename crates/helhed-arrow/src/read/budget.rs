//! How much memory a table may take, by the size of the file it comes from.

use arrow_array::{Array, RecordBatch};
use helhed::error::{FileFault, Result};

/// Bytes that a table may take however small its file is: a constant column of many rows packs into almost nothing.
const FREE: u64 = 1 << 30;
/// How many times the size of its file a table may take beyond that.
const TIMES: u64 = 1024;

/// The memory that may still be taken.
#[derive(Debug, Clone)]
pub(super) struct Budget {
    file: u64,
    spent: u64,
}

impl Budget {
    /// For a table from so many bytes.
    pub(super) fn of(file: u64) -> Self {
        Self { file, spent: 0 }
    }

    /// Takes so many bytes.
    ///
    /// # Errors
    /// `H835` if the file is too small for them.
    pub(super) fn spend(&mut self, bytes: u64) -> Result<()> {
        self.spent = self.spent.saturating_add(bytes);
        if self.spent > FREE.saturating_add(self.file.saturating_mul(TIMES)) {
            let (megabytes, file_megabytes) = (self.spent >> 20, self.file >> 20);
            return Err(FileFault::UnpacksTooFar { megabytes, file_megabytes }.into());
        }
        Ok(())
    }

    /// Takes what a batch holds.
    ///
    /// # Errors
    /// Those of [`spend`](Self::spend).
    pub(super) fn keep(&mut self, batch: &RecordBatch) -> Result<()> {
        let size = |array: &dyn Array| array.to_data().get_slice_memory_size().unwrap_or(array.get_array_memory_size());
        self.spend(batch.columns().iter().map(|array| size(array) as u64).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::Budget;

    #[test]
    fn a_small_file_may_not_take_all_memory() {
        let mut budget = Budget::of(1 << 20);
        assert!(budget.spend(2 << 30).is_ok());
        assert_eq!(budget.spend(1).expect_err("too much").code(), "H835");
        assert!(Budget::of(1 << 30).spend(1 << 39).is_ok());
    }
}

//! Steps of other libraries that may give up on a damaged file by a panic: caught, and silent.
//!
//! What such a panic says may quote the data, so it must not reach the screen or a log of the program that embeds helhed.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Steps under way in this thread.
    static UNDER_WAY: Cell<u32> = const { Cell::new(0) };
}

/// Set back when a step ends, however it ends.
struct Step;

impl Step {
    fn begin() -> Self {
        static HOOK: Once = Once::new();
        // Panics elsewhere are told as before, by whatever hook was there.
        HOOK.call_once(|| {
            let before = take_hook();
            set_hook(Box::new(move |panic| {
                if UNDER_WAY.try_with(Cell::get).unwrap_or(0) == 0 {
                    before(panic);
                }
            }));
        });
        UNDER_WAY.with(|steps| steps.set(steps.get() + 1));
        Self
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        UNDER_WAY.with(|steps| steps.set(steps.get() - 1));
    }
}

/// Runs a step; none if it panics, and nothing is printed then.
pub(crate) fn quietly<T>(step: impl FnOnce() -> T) -> Option<T> {
    let under_way = Step::begin();
    let result = catch_unwind(AssertUnwindSafe(step)).ok();
    drop(under_way);
    result
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use super::*;

    #[test]
    fn a_step_that_gives_up_says_nothing_and_other_panics_do() {
        static TOLD: AtomicUsize = AtomicUsize::new(0);
        let me = thread::current().id();
        set_hook(Box::new(move |_| {
            if thread::current().id() == me {
                TOLD.fetch_add(1, Ordering::SeqCst);
            }
        }));
        assert_eq!(quietly(|| 7), Some(7));
        assert_eq!(quietly(|| -> u8 { panic!("a name from the file") }), None);
        assert_eq!(TOLD.load(Ordering::SeqCst), 0);
        assert_eq!(quietly(|| quietly(|| -> u8 { panic!("inside") })), Some(None));
        assert!(catch_unwind(|| panic!("outside")).is_err());
        assert_eq!(TOLD.load(Ordering::SeqCst), 1);
    }
}

//! Memory for long columns in pages of two megabytes, where Linux has them.
//!
//! The first touch of a page costs more than computing the numbers that go on it: a closed-form interval of a million rows
//! would spend most of its time there. numpy asks for its arrays what is asked for here.

use std::alloc::{GlobalAlloc, Layout, System};

/// Bytes from which large pages are asked for.
const LONG: usize = 1 << 22;

#[global_allocator]
static MEMORY: Memory = Memory;

/// The system's own memory.
struct Memory;

// SAFETY: every call is handed to the system's allocator as it came; the advice changes no contents and no ownership.
unsafe impl GlobalAlloc for Memory {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise is passed on.
        advised(unsafe { System.alloc(layout) }, layout.size())
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller's promise is passed on.
        advised(unsafe { System.alloc_zeroed(layout) }, layout.size())
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller's promise is passed on.
        advised(unsafe { System.realloc(pointer, layout, size) }, size)
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise is passed on.
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// The same pointer, after the advice where it is long.
fn advised(pointer: *mut u8, size: usize) -> *mut u8 {
    if size >= LONG && !pointer.is_null() {
        advise(pointer, size);
    }
    pointer
}

#[cfg(target_os = "linux")]
fn advise(pointer: *mut u8, size: usize) {
    use std::ffi::{c_int, c_void};

    const PAGE: usize = 4096;
    const MADV_HUGEPAGE: c_int = 14;
    unsafe extern "C" {
        fn madvise(address: *mut c_void, length: usize, advice: c_int) -> c_int;
    }
    let offset = pointer.addr().next_multiple_of(PAGE) - pointer.addr();
    // SAFETY: the range lies within memory that was just handed out, and the advice changes none of it. A kernel that does
    // not know it, or has pages of another size, refuses, and nothing depends on it.
    let _ = unsafe { madvise(pointer.add(offset).cast(), size - offset, MADV_HUGEPAGE) };
}

#[cfg(not(target_os = "linux"))]
fn advise(_pointer: *mut u8, _size: usize) {}

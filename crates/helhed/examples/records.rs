//! Records: a published figure with what the publication says about it, and the account of rows that fell out.
#![allow(clippy::print_stdout, reason = "an example shows what it computes")]

use helhed::records::Ledger;

fn main() {
    let mut ledger = Ledger::default();
    ledger.came_in(1_200);
    ledger.left_out("income: missing", 37);
    println!("{} rows came in", ledger.rows_in());
    for (reason, rows) in ledger.reasons() {
        println!("{rows} left out, {reason}");
    }
}

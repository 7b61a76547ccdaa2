//! `calibration`: measures every interval method, and writes the tables and pictures of `docs/calibration`. With names of
//! topics, such as `break_even`, it measures only those.

use std::io::{self, Write};
use std::{env, fs, thread};

use helhed_tests::calibration::{Measured, Topic, picture, table_text, topics};
use helhed_tests::root;

fn main() -> io::Result<()> {
    let folder = root().join("docs/calibration");
    fs::create_dir_all(&folder)?;
    let asked: Vec<String> = env::args().skip(1).collect();
    let mut topics: Vec<Topic> = topics().into();
    topics.retain(|topic| asked.is_empty() || asked.iter().any(|name| name == topic.name));
    let found: Vec<Measured> = thread::scope(|scope| {
        let running: Vec<_> = topics.iter().map(|topic| scope.spawn(topic.measure)).collect();
        running.into_iter().map(|one| one.join().expect("a topic is measured")).collect()
    });
    let mut out = io::stdout().lock();
    for (topic, Measured { rows, panels, axis }) in topics.iter().zip(found) {
        let files = [("csv", table_text(&rows)), ("svg", picture::svg(topic.title, &panels, &axis))];
        for (ending, text) in files {
            fs::write(folder.join(format!("{}.{ending}", topic.name)), text)?;
        }
        writeln!(out, "written: docs/calibration/{}.csv and .svg, {} methods", topic.name, panels.len())?;
    }
    Ok(())
}

//! The decision picture: from whom and what to the default method.

use super::questions::{QUESTIONS, Question};

const ROW: f64 = 58.0;
const TOP: f64 = 92.0;
const GAP: f64 = 16.0;
/// Left edge and width of the columns: root, group, measure, default.
const COLUMNS: [(f64, f64); 4] = [(20.0, 130.0), (190.0, 180.0), (410.0, 110.0), (560.0, 460.0)];
const WIDTH: f64 = 1040.0;
const FILLS: [&str; 4] = ["#22313f", "#00688b", "#e3eef3", "#fbf3e6"];

/// A box with its lines of text; the first is the larger.
struct Node {
    column: usize,
    middle: f64,
    height: f64,
    lines: Vec<(&'static str, String)>,
}

impl Node {
    fn svg(&self) -> String {
        let (left, width) = COLUMNS[self.column];
        let (fill, top) = (FILLS[self.column], self.middle - self.height / 2.0);
        let mut svg = format!(
            "<rect x=\"{left}\" y=\"{top:.1}\" width=\"{width}\" height=\"{:.1}\" rx=\"6\" fill=\"{fill}\"/>\n",
            self.height
        );
        let dark = self.column < 2;
        let first = self.middle + 5.0 - 8.5 * (self.lines.len() as f64 - 1.0);
        for (index, (words, note)) in self.lines.iter().enumerate() {
            let y = first + 17.0 * index as f64;
            let (size, colour) = match (self.column == 3, index, dark) {
                (true, ..) => (13.0, "#222222"),
                (_, 0, true) => (14.0, "#ffffff"),
                (_, _, true) => (12.0, "#d5e3ea"),
                (_, 0, false) => (14.0, "#222222"),
                _ => (12.0, "#555555"),
            };
            let (x, anchor) = if self.column == 3 { (left + 14.0, "start") } else { (left + width / 2.0, "middle") };
            let font = if self.column == 3 { " font-family=\"Menlo, Consolas, monospace\"" } else { "" };
            svg.push_str(&format!(
                "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" font-size=\"{size}\" fill=\"{colour}\"{font}>{words}</text>\n"
            ));
            if !note.is_empty() {
                let x = left + width - 14.0;
                svg.push_str(&format!(
                    "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"end\" font-size=\"11.5\" fill=\"#7a5a1e\">{note}</text>\n"
                ));
            }
        }
        svg
    }
}

/// A line from the right edge of a column to the left edge of the next.
fn link(column: usize, from: f64, to: f64) -> String {
    let (left, width) = COLUMNS[column];
    let (start, end) = (left + width, COLUMNS[column + 1].0);
    let bend = f64::midpoint(start, end);
    format!(
        "<path d=\"M{start:.1} {from:.1}C{bend:.1} {from:.1} {bend:.1} {to:.1} {end:.1} {to:.1}\" stroke=\"#9aa7b0\" stroke-width=\"1.6\" fill=\"none\"/>\n"
    )
}

/// The picture as SVG.
pub(super) fn svg() -> String {
    let mut groups: Vec<(&Question, Vec<(&Question, f64)>)> = Vec::new();
    let mut y = TOP + ROW / 2.0;
    for question in &QUESTIONS {
        match groups.last_mut().filter(|(first, _)| first.group == question.group) {
            Some((_, own)) => own.push((question, y)),
            None => {
                y += if groups.is_empty() { 0.0 } else { GAP };
                groups.push((question, vec![(question, y)]));
            }
        }
        y += ROW;
    }
    let height = y - ROW / 2.0 + 24.0;
    let root = f64::midpoint(TOP, y - ROW / 2.0);
    let (mut links, mut nodes) = (String::new(), String::new());
    let plain = |words: &[&'static str]| words.iter().map(|words| (*words, String::new())).collect();
    let whom = plain(&["Hvem", "og hvad?", "Who and what?"]);
    nodes.push_str(&Node { column: 0, middle: root, height: 74.0, lines: whom }.svg());
    for (first, own) in &groups {
        let middle = f64::midpoint(own[0].1, own[own.len() - 1].1);
        links.push_str(&link(0, root, middle));
        let lines = plain(&[first.group.0, first.group.1]);
        nodes.push_str(&Node { column: 1, middle, height: 48.0, lines }.svg());
        for (question, at) in own {
            links.push_str(&link(1, middle, *at));
            links.push_str(&link(2, *at, *at));
            let lines = plain(&[question.measure.0, question.measure.1]);
            nodes.push_str(&Node { column: 2, middle: *at, height: 44.0, lines }.svg());
            let note = |da: &str, en: &str| if da.is_empty() || da == en { en.into() } else { format!("{da} / {en}") };
            let lines = question.defaults.iter().map(|(id, da, en)| (*id, note(da, en))).collect();
            nodes.push_str(&Node { column: 3, middle: *at, height: 44.0, lines }.svg());
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
         role=\"img\" font-family=\"Helvetica, Arial, sans-serif\">\n<title>From the question to the default method</title>\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>\n\
         <text x=\"20\" y=\"36\" font-size=\"20\" font-weight=\"bold\" fill=\"#222222\">Fra spørgsmål til standardvalg</text>\n\
         <text x=\"20\" y=\"60\" font-size=\"13\" fill=\"#555555\">From the question to the default method; any other method can be \
         asked for by its id, and the number says so.</text>\n{links}{nodes}</svg>\n"
    )
}

//! Coverage curves as a picture: one small panel a method, all on the same axes.

use super::LEVEL;

/// A method and its coverage curves.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    title: String,
    lines: Vec<Vec<(f64, f64)>>,
}

impl Panel {
    /// The curves of a method: truth and coverage.
    #[must_use]
    pub fn new(title: &str, lines: Vec<Vec<(f64, f64)>>) -> Self {
        Self { title: title.to_owned(), lines }
    }
}

/// The horizontal axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    words: String,
    from: f64,
    to: f64,
    marks: Vec<(f64, String)>,
    log: bool,
    lines: Vec<String>,
}

impl Axis {
    /// One on which equal steps are equally far apart.
    #[must_use]
    pub fn even(words: impl Into<String>, from: f64, to: f64, marks: &[f64]) -> Self {
        Self {
            words: words.into(),
            from,
            to,
            marks: marks.iter().map(|mark| (*mark, mark.to_string())).collect(),
            log: false,
            lines: Vec::new(),
        }
    }

    /// One on which equal factors are equally far apart.
    #[must_use]
    pub fn log(words: impl Into<String>, from: f64, to: f64, marks: &[f64]) -> Self {
        Self { log: true, ..Self::even(words, from, to, marks) }
    }

    /// One on which the words stand at 1, 2, 3, ...
    #[must_use]
    pub fn named(words: impl Into<String>, marks: &[&str]) -> Self {
        let named = marks.iter().enumerate().map(|(step, mark)| ((step + 1) as f64, (*mark).to_owned()));
        Self { marks: named.collect(), ..Self::even(words, 0.6, marks.len() as f64 + 0.4, &[]) }
    }

    /// The same, with what the lines of a panel are called.
    #[must_use]
    pub fn with_lines(self, lines: &[&str]) -> Self {
        Self { lines: lines.iter().map(ToString::to_string).collect(), ..self }
    }

    /// Where a value lies, from 0 to 1.
    fn place(&self, value: f64) -> f64 {
        let scaled = |value: f64| if self.log { value.ln() } else { value };
        (scaled(value) - scaled(self.from)) / (scaled(self.to) - scaled(self.from))
    }
}

const COLUMNS: usize = 3;
const WIDTH: f64 = 250.0;
const HEIGHT: f64 = 120.0;
const GAP: (f64, f64) = (50.0, 58.0);
const MARGIN: (f64, f64) = (54.0, 84.0);
/// Coverage at the bottom and the top of a panel.
const RANGE: (f64, f64) = (0.80, 1.0);
/// Colours of the lines, told apart by every eye.
pub const COLOURS: [&str; 3] = ["#00688b", "#d1640a", "#7a4fa3"];
const FONT: &str = "font-family=\"Helvetica, Arial, sans-serif\"";

/// The picture as SVG.
#[must_use]
pub fn svg(title: &str, panels: &[Panel], axis: &Axis) -> String {
    let rows = panels.len().div_ceil(COLUMNS).max(1);
    let width = MARGIN.0 + COLUMNS as f64 * (WIDTH + GAP.0);
    let height = MARGIN.1 + rows as f64 * (HEIGHT + GAP.1);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" {FONT}>\n<title>{title}: coverage of 95 % intervals</title>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n\
         <text x=\"{x}\" y=\"28\" font-size=\"18\" font-weight=\"bold\" fill=\"#222222\">{title}: how often a 95 % interval \
         holds the truth</text>\n",
        x = MARGIN.0,
    );
    let subtitle = format!("Coverage by {}; below {} % the curve leaves the panel.", axis.words, 100.0 * RANGE.0);
    svg.push_str(&text(MARGIN.0, 48.0, "start", 12.0, "#555555", &subtitle));
    svg.push_str(&legend(axis));
    for (index, panel) in panels.iter().enumerate() {
        let left = MARGIN.0 + (index % COLUMNS) as f64 * (WIDTH + GAP.0);
        let top = MARGIN.1 + (index / COLUMNS) as f64 * (HEIGHT + GAP.1) + 16.0;
        svg.push_str(&drawn(panel, axis, (left, top), index));
    }
    svg + "</svg>\n"
}

fn legend(axis: &Axis) -> String {
    let entry = |(index, words): (usize, &String)| {
        let x = MARGIN.0 + 150.0 * index as f64;
        let colour = COLOURS[index % COLOURS.len()];
        let line = format!("<path d=\"M{x} 64h22\" stroke=\"{colour}\" stroke-width=\"2.5\"/>\n");
        line + &text(x + 28.0, 68.0, "start", 12.0, "#333333", words)
    };
    axis.lines.iter().enumerate().map(entry).collect()
}

fn height_of(coverage: f64) -> f64 {
    HEIGHT * (RANGE.1 - coverage) / (RANGE.1 - RANGE.0)
}

fn drawn(panel: &Panel, axis: &Axis, (left, top): (f64, f64), index: usize) -> String {
    let mut svg = format!("<g transform=\"translate({left} {top})\">\n");
    svg.push_str(&format!(
        "<clipPath id=\"panel{index}\"><rect y=\"-2\" width=\"{WIDTH}\" height=\"{}\"/></clipPath>\n",
        HEIGHT + 2.0
    ));
    svg.push_str(&format!("<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#f7f7f5\"/>\n"));
    svg.push_str(&format!(
        "<text y=\"-7\" font-size=\"12.5\" font-weight=\"bold\" fill=\"#222222\">{}</text>\n",
        panel.title
    ));
    for coverage in [0.80, 0.85, 0.90, 0.95, 1.0] {
        let y = height_of(coverage);
        let nominal = coverage == LEVEL.get();
        let (colour, dashes) = if nominal { ("#222222", " stroke-dasharray=\"4 3\"") } else { ("#dddddd", "") };
        svg.push_str(&format!("<path d=\"M0 {y:.1}H{WIDTH}\" stroke=\"{colour}\" stroke-width=\"1\"{dashes}/>\n"));
        svg.push_str(&text(-6.0, y + 4.0, "end", 10.0, "#555555", &format!("{:.0} %", 100.0 * coverage)));
    }
    for (mark, words) in &axis.marks {
        let x = WIDTH * axis.place(*mark);
        svg.push_str(&format!("<path d=\"M{x:.1} {HEIGHT}v4\" stroke=\"#888888\"/>\n"));
        svg.push_str(&text(x, HEIGHT + 16.0, "middle", 10.0, "#555555", words));
    }
    svg.push_str(&format!(
        "<g clip-path=\"url(#panel{index})\" fill=\"none\" stroke-width=\"1.5\" stroke-linejoin=\"round\">\n"
    ));
    for (line, colour) in panel.lines.iter().zip(COLOURS.iter().cycle()) {
        let at = |(x, coverage): &(f64, f64)| format!("{:.1},{:.1}", WIDTH * axis.place(*x), height_of(*coverage));
        let points: Vec<String> = line.iter().map(at).collect();
        svg.push_str(&format!("<polyline points=\"{}\" stroke=\"{colour}\"/>\n", points.join(" ")));
    }
    svg + "</g>\n</g>\n"
}

fn text(x: f64, y: f64, anchor: &str, size: f64, colour: &str, words: &str) -> String {
    format!(
        "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" font-size=\"{size}\" fill=\"{colour}\">{words}</text>\n"
    )
}

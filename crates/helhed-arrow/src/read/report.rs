//! The reading report in words: for a terminal and for a notebook, in Danish and in English.

use helhed::design::Language;
use helhed::error::{Place, Spot, shown, shown_whole};
use helhed::records::Notice;
use helhed::report::{Table, how_in, place_in};

use super::{Kind, LeftOut, Reading};

/// Columns that a report lists; a wide register has thousands.
const COLUMNS: usize = 200;
/// Notices, and stretches of lines left out, that a report lists.
const LINES: usize = 50;

/// How a notebook shows the tables: one below the other, each under its own heading.
const TABLE: &str = "<table style=\"margin:0.3em 0 1em 0\" class";
const CAPTION: &str = "<caption style=\"text-align:left;font-weight:bold;white-space:nowrap;color:inherit\">";
const EMPTY: &str = "<table class=\"helhed\"><thead><tr></tr></thead><tbody></tbody></table>";

impl Reading {
    /// The report as text for a terminal.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        let mut parts = vec![self.title(language)];
        parts.extend(self.notices.iter().take(LINES).map(|notice| self.noticed(notice, language)));
        parts.extend(more(self.notices.len(), LINES, language));
        parts.extend(self.tables(language).iter().map(Table::to_text));
        parts.join("\n\n")
    }

    /// The report as HTML tables, for a notebook.
    #[must_use]
    pub fn to_html(&self, language: Language) -> String {
        let mut title = Table::new("", &[]);
        title.notes.push(self.title(language));
        let tables = (!self.notices.is_empty()).then(|| self.notice_table(language));
        let tables = tables.into_iter().chain(self.tables(language));
        // A table without columns is only its notes.
        let title = title.to_html().replace(EMPTY, "").replace("<p ", "<p style=\"font-weight:bold\" ");
        let html = tables.fold(title, |html, table| html + &table.to_html());
        styled(&html)
    }

    /// Another table as HTML, in the manner of the report that it stands below.
    #[must_use]
    pub fn below(table: &Table) -> String {
        styled(&table.to_html())
    }

    /// What was read, in one line: `kommune.csv: CSV, 40 rows, 7 columns`.
    #[must_use]
    pub fn title(&self, language: Language) -> String {
        let files = match self.files.as_slice() {
            [] => String::new(),
            [one] => format!("{}: ", shown_whole(one)),
            [first, others @ ..] => match language {
                Language::Da => format!("{} og {} filer til: ", shown_whole(first), others.len()),
                Language::En => format!("{} and {} more files: ", shown_whole(first), others.len()),
            },
        };
        let (rows, columns) = (self.rows, self.columns.len());
        let kind = kind(self.kind, language);
        match language {
            Language::Da => format!(
                "{files}{kind}, {rows} {}, {columns} {}",
                if rows == 1 { "række" } else { "rækker" },
                if columns == 1 { "kolonne" } else { "kolonner" },
            ),
            Language::En => format!(
                "{files}{kind}, {rows} {}, {columns} {}",
                if rows == 1 { "row" } else { "rows" },
                if columns == 1 { "column" } else { "columns" },
            ),
        }
    }

    /// Decisions, columns, and lines left out; each only where there is something to say.
    fn tables(&self, language: Language) -> Vec<Table> {
        let [how, columns, left_out] = match language {
            Language::Da => [
                ("Sådan er filen læst", &["valg", "fundet", "hvorfor"][..]),
                ("Kolonner", &["navn", "type", "læst som", "#tomme", "#diskretionerede"]),
                ("Linjer, der ikke er rækker", &["#fra", "#til", "hvad"]),
            ],
            Language::En => [
                ("How it was read", &["option", "found", "why"][..]),
                ("Columns", &["name", "type", "read as", "#nulls", "#suppressed"]),
                ("Lines that are no rows", &["#first", "#last", "what"]),
            ],
        };
        let mut decided = Table::new(how.0, how.1);
        decided.rows.extend(self.decisions.iter().map(|decision| {
            let found = match (decision.about, decision.found.as_str()) {
                (_, "\t") => "tab".into(),
                // Not the name of a sheet or a column, which is as it is.
                ("header" | "lines" | "delimiter", found) => shown(&how_in(found, language)),
                (_, found) => shown(found),
            };
            vec![decision.about.to_owned(), found, shown_whole(&how_in(&decision.why, language))]
        }));
        let mut named = Table::new(columns.0, columns.1);
        named.rows.extend(self.columns.iter().take(COLUMNS).map(|column| {
            let (kind, how) = (column.kind.to_string(), shown_whole(&how_in(&column.how, language)));
            vec![shown(&column.name), kind, how, column.nulls.to_string(), column.suppressed.to_string()]
        }));
        named.notes.extend(more(self.columns.len(), COLUMNS, language));
        let mut without = Table::new(left_out.0, left_out.1);
        without.rows.extend(self.left_out.iter().take(LINES).map(|lines| left(lines, language)));
        without.notes.extend(more(self.left_out.len(), LINES, language));
        [decided, named, without].into_iter().filter(|table| !table.rows.is_empty()).collect()
    }

    /// The notices as a table.
    fn notice_table(&self, language: Language) -> Table {
        let (caption, headings) = match language {
            Language::Da => ("Se efter", ["kode", "hvad", "hvor", "hvad du kan gøre"]),
            Language::En => ("Look at this", ["code", "what", "where", "mend"]),
        };
        let mut table = Table::new(caption, &headings);
        table.rows.extend(self.notices.iter().take(LINES).map(|notice| {
            let (code, what) = (notice.doubt.code().to_owned(), shown_whole(&notice.doubt.say(language)));
            vec![code, what, self.place(notice, language), notice.doubt.mend_in(language).to_owned()]
        }));
        table.notes.extend(more(self.notices.len(), LINES, language));
        table
    }

    /// A notice in three lines.
    fn noticed(&self, notice: &Notice, language: Language) -> String {
        let (at, mend) = match language {
            Language::Da => ("hvor:", "gør: "),
            Language::En => ("where:", "mend: "),
        };
        let mut text = format!("[{}] {}", notice.doubt.code(), shown_whole(&notice.doubt.say(language)));
        let place = self.place(notice, language);
        if !place.is_empty() {
            text += &format!("\n  {at} {place}");
        }
        text + &format!("\n  {mend} {}", notice.doubt.mend_in(language))
    }

    /// Where a notice belongs. The title names the file, where there is one only.
    fn place(&self, notice: &Notice, language: Language) -> String {
        let spots = notice.at.spots().iter();
        let spots = spots.filter(|spot| self.files.len() != 1 || !matches!(spot, Spot::File(_)));
        let at = spots.fold(Place::default(), |at, spot| at.and(spot.clone()));
        shown_whole(&place_in(&at, language))
    }
}

/// Tables one below the other. What a file holds is escaped, so that only our own marks are replaced.
fn styled(html: &str) -> String {
    with_codes(&html.replace("<table class", TABLE).replace("<caption>", CAPTION))
}

/// HTML with what stands in backticks set as code. A text with an odd one is left as it is.
fn with_codes(html: &str) -> String {
    let mut set = String::with_capacity(html.len());
    for text in html.split_inclusive('>') {
        let (words, mark) = text.find('<').map_or((text, ""), |at| text.split_at(at));
        if words.matches('`').count() % 2 == 1 {
            set += words;
        } else {
            for (index, part) in words.split('`').enumerate() {
                set += if index % 2 == 1 { "<code>" } else { "" };
                set += part;
                set += if index % 2 == 1 { "</code>" } else { "" };
            }
        }
        set += mark;
    }
    set
}

/// That there is more than a report lists.
fn more(all: usize, listed: usize, language: Language) -> Option<String> {
    let more = all.checked_sub(listed).filter(|more| *more > 0)?;
    Some(match language {
        Language::Da => format!("… og {more} til"),
        Language::En => format!("… and {more} more"),
    })
}

/// Lines that are no rows.
fn left(lines: &LeftOut, language: Language) -> Vec<String> {
    let what = match (language, lines.what) {
        (Language::Da, "title") => "titel",
        (Language::Da, "footnote") => "fodnote",
        (Language::Da, "blank") => "tom",
        (Language::Da, "total") => "i alt",
        (_, other) => other,
    };
    vec![lines.first.to_string(), lines.last.to_string(), what.to_owned()]
}

/// What the file is, in words.
fn kind(kind: Kind, language: Language) -> &'static str {
    match (kind, language) {
        (Kind::Csv, _) => "CSV",
        (Kind::Excel, Language::Da) => "Excel-projektmappe",
        (Kind::Excel, Language::En) => "Excel workbook",
        (Kind::OldExcel, Language::Da) => "Excel-projektmappe (97-2003)",
        (Kind::OldExcel, Language::En) => "Excel workbook (97-2003)",
        (Kind::OpenDocument, Language::Da) => "OpenDocument-regneark",
        (Kind::OpenDocument, Language::En) => "OpenDocument spreadsheet",
        (Kind::Parquet, _) => "Parquet",
        (Kind::ArrowFile | Kind::ArrowStream, _) => "Arrow",
        (Kind::Gzip, _) => "gzip",
        (Kind::Zip, _) => "zip",
        (Kind::Folder, Language::Da) => "mappe",
        (Kind::Folder, Language::En) => "folder",
        (Kind::Stata, _) => "Stata",
        (Kind::Spss, _) => "SPSS",
        (Kind::Sas, _) => "SAS",
        (Kind::Xml, _) => "XML",
        (Kind::Html, _) => "HTML",
        (Kind::Json, _) => "JSON",
        (Kind::Pdf, _) => "PDF",
        (_, Language::Da) => "tabel",
        (_, Language::En) => "table",
    }
}

#[cfg(test)]
mod tests {
    use helhed::records::Doubt;

    use super::*;
    use crate::{ColumnReading, ColumnType, Decision};

    fn reading() -> Reading {
        let column = ColumnReading {
            name: "<b>omr\u{202e}åde".into(),
            kind: ColumnType::Text,
            how: "text".into(),
            nulls: 0,
            user_missing: 0,
            suppressed: 0,
        };
        let doubt = Doubt::MixedColumn { numbers: 3, words: 1, example: "291008-0000 \u{1b}[31m".into() };
        Reading {
            files: vec!["291008-0000.csv".into()],
            kind: Kind::Csv,
            decisions: vec![Decision { about: "delimiter", found: "\t".into(), why: "every line has it".into() }],
            columns: vec![column],
            left_out: vec![LeftOut { first: 1, last: 2, what: "title" }],
            notices: vec![Notice::new(doubt, Place::column("note"))],
            rows: 1,
        }
    }

    #[test]
    fn nothing_of_a_file_leaves_raw() {
        for language in [Language::Da, Language::En] {
            for text in [reading().say(language), reading().to_html(language)] {
                assert!(!text.contains(['\u{202e}', '\u{1b}']), "{text}");
                assert!(!text.contains("291008-0000"), "{text}");
                assert!(text.contains("tab") && text.contains("W122"), "{text}");
            }
            assert!(!reading().to_html(language).contains("<b>"));
        }
    }

    #[test]
    fn the_report_is_said_in_both_languages() {
        assert_eq!(reading().title(Language::Da), "******-****.csv: CSV, 1 række, 1 kolonne");
        assert!(reading().say(Language::Da).contains("titel"));
        assert!(
            reading()
                .say(Language::En)
                .contains("Lines that are no rows\nfirst  last  what\n-----  ----  -----\n    1     2  title")
        );
    }

    #[test]
    fn what_stands_in_backticks_is_set_as_code_inside_one_text() {
        assert_eq!(with_codes("<td>in `a`</td><td>odd `</td>"), "<td>in <code>a</code></td><td>odd `</td>");
    }

    #[test]
    fn a_wide_table_says_how_much_is_not_listed() {
        let mut wide = reading();
        wide.columns = vec![wide.columns.remove(0); COLUMNS + 3];
        assert!(wide.to_html(Language::En).contains("… and 3 more"));
    }
}

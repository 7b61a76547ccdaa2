//! Containers: traps, OpenDocument, binary parts.

use arrow_array::cast::AsArray;
use arrow_array::types::Date32Type;
use helhed_arrow::{Ask, read};

use crate::workbook::{Workbook, codes, column, floats, integers, refused, row, texts, zipped};

#[test]
fn traps_are_refused_quickly() {
    let head = row(&["omraade", "n"]);
    let with = |body: &str| Workbook::new(&(head.clone() + body));
    refused(with(&"<a>".repeat(10_000)).read(), "H822", &["nested deeper"]);
    let attributes: String = (0..500_000).map(|index| format!("a{index}=\"\" ")).collect();
    refused(with(&format!("<row><c {attributes}><v>1</v></c></row>")).read(), "H822", &["larger than 4 MB"]);
    refused(with(&" ".repeat(5_000_000)).read(), "H822", &[]);
    let mut laughs = with(&row(&["A", "1"]));
    laughs.strings =
        Some(r#"<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>"#.into());
    refused(laughs.read(), "H822", &["DTD"]);
    let mut elsewhere = with(&row(&["A", "1"]));
    elsewhere.others.push(("docProps/core.xml".into(), r#"<!DOCTYPE x SYSTEM "http://127.0.0.1:9/"><x/>"#.into()));
    refused(elsewhere.read(), "H822", &["DTD"]);
    refused(with(&row(&["&hej;", "1"])).read(), "H821", &["entity"]);
    let mut shared =
        Workbook::new(&(head.clone() + &r#"<row><c t="s"><v>0</v></c><c><v>1</v></c></row>"#.repeat(20_000)));
    shared.strings = Some(format!("<sst><si><t>{}</t></si></sst>", "a".repeat(32_767)));
    refused(shared.read(), "H822", &["texts would take"]);
    let wide: String = (0..16_384).map(|index| format!(r#"<c t="inlineStr"><is><t>k{index}</t></is></c>"#)).collect();
    let sparse = format!("<row>{wide}</row>{}", row(&["1", "1"]).repeat(4_000));
    refused(Workbook::new(&sparse).read(), "H822", &["50 million places"]);
}

#[test]
fn opendocument_is_read_without_its_repeated_emptiness() {
    let content = r#"<office:document-content><office:automatic-styles>
        <style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
        <table:table table:name="Ark æ" table:style-name="ta1"><table:table-column table:number-columns-repeated="16384"/>
        <table:table-row><table:table-cell office:value-type="string"><text:p>omraade</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>n</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>andel</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>dag</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="2" table:visibility="filter">
        <table:table-cell office:value-type="string"><office:annotation><text:p>skjult note</text:p></office:annotation>
        <text:p>Åbrinken<text:s text:c="2"/>&amp; <text:span>syd</text:span></text:p></table:table-cell>
        <table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>
        <table:table-cell office:value-type="percentage" office:value="0.125"><text:p>12,5 %</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2014-05-06"/></table:table-row>
        <table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/>
        </table:table-row></table:table>
        <table:table table:name="Gemt" table:style-name="ta2"><table:table-row>
        <table:table-cell office:value-type="float" office:value="7"/></table:table-row></table:table>
        </office:document-content>"#;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bog.ods");
    let manifest: &[u8] = b"<manifest:manifest/>";
    zipped(&path, &[("content.xml", content.as_bytes()), ("META-INF/manifest.xml", manifest)]);
    let records = read(&path, &Ask::default(), &mut |_| Ok(())).expect("opendocument");
    assert_eq!(texts(&records, "omraade"), vec![Some("Åbrinken  & syd".to_owned()); 2]);
    assert_eq!(integers(&records, "n"), [Some(7), Some(7)]);
    assert_eq!(floats(&records, "andel"), [Some(0.125), Some(0.125)]);
    assert_eq!(column(&records, "dag").as_primitive::<Date32Type>().value(1), 16_196);
    assert_eq!(codes(&records), ["W150"]);
    let locked: &[u8] = b"<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>";
    zipped(&path, &[("content.xml", b"\x00\x01"), ("META-INF/manifest.xml", locked)]);
    refused(read(&path, &Ask::default(), &mut |_| Ok(())), "H820", &[]);
}

#[test]
fn binary_workbooks_are_read() {
    let record = |number: u16, body: &[u8]| {
        let mut bytes = if number < 0x80 { vec![number as u8] } else { vec![number as u8 | 0x80, (number >> 7) as u8] };
        bytes.push(body.len() as u8);
        bytes.extend(body);
        bytes
    };
    let wide = |text: &str| {
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut bytes = (units.len() as u32).to_le_bytes().to_vec();
        units.iter().for_each(|unit| bytes.extend(unit.to_le_bytes()));
        bytes
    };
    let at = |column: u32| [column.to_le_bytes(), [0; 4]].concat();
    let text = |column, text: &str| record(6, &[at(column), wide(text)].concat());
    let number = |column, number: f64| record(5, &[at(column), number.to_le_bytes().to_vec()].concat());
    let row = |row: u32| record(0, &[row.to_le_bytes().to_vec(), vec![0; 13]].concat());
    let bundle = [vec![0; 4], vec![1, 0, 0, 0], wide("rId1"), wide("Data")].concat();
    let book = [record(0x83, &[]), record(0x9c, &bundle), record(0x90, &[]), record(0x9d, &[])].concat();
    let cells = [row(0), text(0, "omraade"), text(1, "n"), row(1), text(0, "Åbrinken"), number(1, 2.5)].concat();
    let sheet = [record(0x94, &[0; 16]), record(0x91, &[]), cells, record(0x92, &[])].concat();
    let main =
        br#"<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>"#;
    let list = br#"<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bog.xlsb");
    let parts = |sheet| -> [(&'static str, &[u8]); 4] {
        let sheet: &[u8] = sheet;
        [
            ("_rels/.rels", main),
            ("xl/workbook.bin", &[]),
            ("xl/_rels/workbook.bin.rels", list),
            ("xl/worksheets/sheet1.bin", sheet),
        ]
    };
    let mut whole = parts(&sheet);
    whole[1].1 = &book;
    zipped(&path, &whole);
    let records = read(&path, &Ask::default(), &mut |_| Ok(())).expect("binary parts");
    assert_eq!(texts(&records, "omraade"), [Some("Åbrinken".to_owned())]);
    assert_eq!(floats(&records, "n"), [Some(2.5)]);
    for end in 1..sheet.len() {
        let mut cut = parts(&sheet[..end]);
        cut[1].1 = &book;
        zipped(&path, &cut);
        refused(read(&path, &Ask::default(), &mut |_| Ok(())), "H821", &["damaged"]);
    }
}

#[test]
fn opendocument_hides_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let read = |cells: &str| {
        let head = r#"<table:table-row><table:table-cell office:value-type="string"><text:p>k</text:p></table:table-cell>
            <table:table-cell office:value-type="string"><text:p>n</text:p></table:table-cell></table:table-row>"#;
        let content = format!(
            r#"<d><table:table table:name="A"><table:tracked-changes><table:cell-content-change><table:table-row>
            <table:table-cell office:value-type="float" office:value="99"/></table:table-row></table:cell-content-change>
            </table:tracked-changes>{head}<table:table-row>{cells}</table:table-row></table:table></d>"#
        );
        let path = folder.path().join("bog.ods");
        zipped(&path, &[("content.xml", content.as_bytes()), ("META-INF/manifest.xml", b"<m/>")]);
        read(&path, &Ask::default(), &mut |_| Ok(()))
    };
    let said = r#"<table:table-cell office:value-type="string" office:string-value="abc"/>"#;
    let code =
        r#"<table:table-cell office:value-type="float" office:value="101"><text:p>0101</text:p></table:table-cell>"#;
    let records = read(&format!("{said}{code}")).expect("a text in an attribute");
    assert_eq!((texts(&records, "k"), integers(&records, "n")), (vec![Some("abc".to_owned())], vec![Some(101)]));
    assert_eq!(codes(&records), ["W151"]);
    let formula = r#"<table:table-cell table:formula="of:=1+1"/>"#;
    refused(read(&format!("{said}{formula}")), "H828", &["cell B2"]);
}

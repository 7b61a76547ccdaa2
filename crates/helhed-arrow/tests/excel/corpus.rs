//! Workbooks of the corpus, whole and damaged.

use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::Date32Type;
use helhed_arrow::{Ask, read};

use crate::workbook::{FILES, codes, column, corpus, floats, integers, refused, texts};

#[test]
fn clean_workbooks_of_the_corpus_are_read_without_a_word() {
    for name in ["navnerum_praefiks", "strict_ooxml", "for_lille_dimension"] {
        let records = corpus(&format!("excel/{name}.xlsx")).expect(name);
        assert_eq!(texts(&records, "omraade")[0].as_deref(), Some("Birkelunden"), "{name}");
        assert_eq!(integers(&records, "sager").iter().flatten().sum::<i64>(), 35, "{name}");
        assert!(codes(&records).is_empty(), "{name}");
    }
    for name in ["forkert_navn/excel_som_csv.csv", "forkert_navn/gammel_som_xlsx.xlsx"] {
        let records = corpus(name).expect(name);
        assert_eq!(texts(&records, "kode")[0].as_deref(), Some("0101"), "{name}");
        assert_eq!(integers(&records, "beboere").iter().flatten().sum::<i64>(), 7158, "{name}");
        assert!((floats(&records, "andel").iter().flatten().sum::<f64>() - 139.4).abs() < 1e-9, "{name}");
        let days = column(&records, "dato");
        // 2014-01-27
        assert_eq!(days.as_primitive::<Date32Type>().iter().flatten().min(), Some(16_097), "{name}");
        assert!(codes(&records).is_empty(), "{name}");
    }
    let rich = corpus("excel/rig_tekst.xlsx").expect("rich text");
    assert_eq!(texts(&rich, "omraade")[0].as_deref(), Some("Birkelunden"));
    assert_eq!(texts(&rich, "omraade")[2].as_deref(), Some("Æ&R"));
    let linked = corpus("excel/eksternt_link.xlsx").expect("stored results");
    assert_eq!((linked.rows(), integers(&linked, "sager")[0]), (2, Some(5)));
    for name in ["tal_og_teksttal", "tal_som_tekst"] {
        let records = corpus(&format!("excel/{name}.xlsx")).expect(name);
        assert_eq!(integers(&records, "beboere").iter().flatten().sum::<i64>(), 7158, "{name}");
        assert_eq!(texts(&records, "kode")[0].as_deref(), Some("0101"), "{name}");
        assert!(codes(&records).is_empty(), "{name}");
    }
    let shares = floats(&corpus("excel/tal_som_tekst.xlsx").expect("decimal commas"), "andel");
    assert!((shares.iter().flatten().sum::<f64>() - 139.4).abs() < 1e-9);
}

#[test]
fn broken_and_hostile_workbooks_of_the_corpus_are_refused() {
    let file = |name: &str| corpus(&format!("excel/{name}.xlsx"));
    refused(file("afkortet"), "H821", &["incomplete (not a whole zip)", "fetch the file again"]);
    refused(file("tomt_ark"), "H824", &["sheet `Ark1` is empty"]);
    refused(file("uden_ark_xml"), "H823", &["sheet `Data` is listed but not in the file"]);
    refused(file("kodeord"), "H820", &["password-protected", "without a password"]);
    for name in ["xxe_ekstern_fil", "xxe_netvaerk"] {
        let error = refused(file(name), "H822", &["declares XML entities (DTD)", "clean file"]);
        assert!(!error.to_string().contains("CANARY"));
    }
    refused(file("bombe_loegnagtig_stoerrelse"), "H821", &["what the zip's directory says (its size"]);
}

#[test]
fn a_workbook_whose_bytes_were_changed_never_panics() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = [
        "forkert_navn/gammel_som_xlsx.xlsx",
        "excel/kodeord.xlsx",
        "excel/rig_tekst.xlsx",
        "excel/blandet_kolonne.xlsx",
    ];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let mut refusals = 0;
    for name in names {
        let bytes = std::fs::read(Path::new(FILES).join(name)).expect(name);
        for _ in 0..60 {
            let mut changed = bytes.clone();
            for _ in 0..=random(4) {
                let at = random(changed.len());
                changed[at] = random(256) as u8;
            }
            if random(8) == 0 {
                changed.truncate(random(bytes.len()));
            }
            let path = folder.path().join("bog.xlsx");
            std::fs::write(&path, &changed).expect("a file");
            refusals += u32::from(read(&path, &Ask::default(), &mut |_| Ok(())).is_err());
        }
    }
    assert!(refusals > 60, "changed bytes are seen: {refusals}");
}

//! Themes, and the three schemes of focus areas that the funding pools have used.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::Names;
use crate::error::{Fault, Result, nearest};

/// A theme of the registry, such as `HOU`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Code of three letters.
    pub code: String,
    /// Name.
    pub name: Names,
}

/// A focus area of one pool, with the themes that fall under it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FocusArea {
    /// Short id.
    pub id: String,
    /// Name.
    pub name: Names,
    /// Codes of the themes under it.
    pub themes: Vec<String>,
}

/// The focus areas of one funding pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// Years of the pool, such as `2011-14`.
    pub id: String,
    /// First year.
    pub start: i32,
    /// Last year.
    pub end: i32,
    /// Themes that have no home in this scheme.
    #[serde(default)]
    pub without: Vec<String>,
    /// Focus areas.
    #[serde(rename = "area")]
    pub areas: Vec<FocusArea>,
}

impl Scheme {
    /// The focus areas that a theme falls under: none, one or several. The crosswalk is a judgement.
    pub fn areas_of<'a>(&'a self, theme: &'a str) -> impl Iterator<Item = &'a FocusArea> {
        self.areas.iter().filter(move |area| area.themes.iter().any(|code| code == theme))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    theme: Vec<Theme>,
    scheme: Vec<Scheme>,
}

static FILE: LazyLock<File> =
    LazyLock::new(|| toml::from_str(include_str!("data/themes.toml")).expect("the embedded themes are valid (tested)"));

impl Theme {
    /// All themes.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &FILE.theme
    }

    /// The theme of a code.
    ///
    /// # Errors
    /// `H006` with the nearest codes.
    pub fn get(code: &str) -> Result<&'static Self> {
        Self::all().iter().find(|theme| theme.code.eq_ignore_ascii_case(code)).ok_or_else(|| {
            let nearest = nearest(code, Self::all().iter().map(|theme| theme.code.as_str()));
            Fault::UnknownName { what: "theme", found: code.to_owned(), nearest }.into()
        })
    }
}

/// The three schemes, oldest first.
#[must_use]
pub fn schemes() -> &'static [Scheme] {
    &FILE.scheme
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_is_placed_or_listed_without_a_home() {
        assert_eq!(schemes().iter().map(|scheme| scheme.areas.len()).collect::<Vec<_>>(), [7, 4, 4]);
        for scheme in schemes() {
            for theme in Theme::all() {
                let placed = scheme.areas_of(&theme.code).next().is_some();
                assert_ne!(placed, scheme.without.contains(&theme.code), "{} in {}", theme.code, scheme.id);
            }
        }
        assert_eq!(Theme::get("HUO").expect_err("misspelt").code(), "H006");
    }
}

//! Danish and English.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Fault, Place, Result};

/// The language of names and reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Danish.
    #[default]
    Da,
    /// English.
    En,
}

impl Language {
    /// From `da` or `en`.
    ///
    /// # Errors
    /// `H006` for anything else.
    pub fn parse(code: &str) -> Result<Self> {
        match code {
            "da" => Ok(Self::Da),
            "en" => Ok(Self::En),
            other => {
                let nearest = vec!["da".to_owned(), "en".to_owned()];
                let fault = Fault::UnknownName { what: "language", found: other.to_owned(), nearest };
                Err(Error::new(fault, Place::argument("language")))
            }
        }
    }

    /// `da` or `en`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::En => "en",
        }
    }

    /// The one of two texts that is in this language.
    #[must_use]
    pub fn pick<T>(self, da: T, en: T) -> T {
        match self {
            Self::Da => da,
            Self::En => en,
        }
    }
}

/// A name in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Danish.
    pub da: String,
    /// English.
    pub en: String,
}

impl Names {
    /// From both.
    #[must_use]
    pub fn new(da: impl Into<String>, en: impl Into<String>) -> Self {
        Self { da: da.into(), en: en.into() }
    }

    /// The name in one language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        language.pick(&self.da, &self.en)
    }

    /// Whether neither language has a text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.da.is_empty() && self.en.is_empty()
    }
}

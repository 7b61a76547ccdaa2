//! The compact form of Thrift, walked through without keeping anything of it.
//!
//! Parquet's footer and page headers are written in it. They say how much is to come, and a reader that believes them
//! asks for memory before it looks. So they are walked through first: a list of a billion entries must have them.

/// How deep structures may lie in each other: footers need six levels.
const DEEPEST: usize = 32;

/// What a walk finds that cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    /// The bytes end in the middle.
    Short,
    /// Something that no writer writes.
    Broken,
}

/// The kind of a field, as the compact form numbers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    True,
    False,
    Byte,
    Integer,
    Double,
    Binary,
    List,
    Map,
    Struct,
    Uuid,
}

impl Kind {
    fn of(number: u8) -> Result<Self, Flaw> {
        Ok(match number {
            1 => Self::True,
            2 => Self::False,
            3 => Self::Byte,
            4..=6 => Self::Integer,
            7 => Self::Double,
            8 => Self::Binary,
            9 | 10 => Self::List,
            11 => Self::Map,
            12 => Self::Struct,
            13 => Self::Uuid,
            _ => return Err(Flaw::Broken),
        })
    }
}

/// A place in bytes.
#[derive(Debug, Clone)]
pub(super) struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, depth: 0 }
    }

    /// Bytes walked so far.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    fn byte(&mut self) -> Result<u8, Flaw> {
        let byte = self.bytes.get(self.at).copied().ok_or(Flaw::Short)?;
        self.at += 1;
        Ok(byte)
    }

    fn varint(&mut self) -> Result<u64, Flaw> {
        let mut value = 0;
        for shift in (0..70).step_by(7) {
            let byte = self.byte()?;
            if shift < 64 {
                value |= u64::from(byte & 0x7f) << shift;
            }
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(Flaw::Broken)
    }

    /// A whole number.
    pub(super) fn integer(&mut self) -> Result<i64, Flaw> {
        let value = self.varint()?;
        Ok((value >> 1).cast_signed() ^ -((value & 1).cast_signed()))
    }

    /// A text or bytes.
    pub(super) fn binary(&mut self) -> Result<&'a [u8], Flaw> {
        let length = usize::try_from(self.varint()?).map_err(|_| Flaw::Broken)?;
        let end = self.at.checked_add(length).ok_or(Flaw::Broken)?;
        let bytes = self.bytes.get(self.at..end).ok_or(Flaw::Short)?;
        self.at = end;
        Ok(bytes)
    }

    /// Walks through a structure, and hands each field that `field` wants to it: it walks through the field's value
    /// and says that it did.
    pub(super) fn structure(
        &mut self,
        mut field: impl FnMut(i64, Kind, &mut Self) -> Result<bool, Flaw>,
    ) -> Result<(), Flaw> {
        self.deeper()?;
        let mut last = 0_i64;
        loop {
            let head = self.byte()?;
            if head == 0 {
                break;
            }
            let id = match head >> 4 {
                0 => self.integer()?,
                step => last + i64::from(step),
            };
            if !(0..=i64::from(i16::MAX)).contains(&id) {
                return Err(Flaw::Broken);
            }
            last = id;
            let kind = Kind::of(head & 0x0f)?;
            if !field(id, kind, self)? {
                self.skip(kind)?;
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// Walks through a list, and hands each entry to `entry`, which walks through it.
    pub(super) fn list(&mut self, mut entry: impl FnMut(Kind, &mut Self) -> Result<(), Flaw>) -> Result<usize, Flaw> {
        self.deeper()?;
        let head = self.byte()?;
        let kind = Kind::of(head & 0x0f)?;
        let count = match head >> 4 {
            15 => usize::try_from(self.varint()?).map_err(|_| Flaw::Broken)?,
            few => usize::from(few),
        };
        // Every entry takes a byte at least.
        if count > self.bytes.len() - self.at.min(self.bytes.len()) {
            return Err(Flaw::Short);
        }
        for _ in 0..count {
            entry(kind, self)?;
        }
        self.depth -= 1;
        Ok(count)
    }

    /// Walks past a value.
    pub(super) fn skip(&mut self, kind: Kind) -> Result<(), Flaw> {
        match kind {
            Kind::True | Kind::False => Ok(()),
            Kind::Byte => self.byte().map(drop),
            Kind::Integer => self.varint().map(drop),
            Kind::Double => self.past(8),
            Kind::Uuid => self.past(16),
            Kind::Binary => self.binary().map(drop),
            Kind::Struct => self.structure(|_, _, _| Ok(false)),
            Kind::List => self.list(|kind, walk| walk.entry(kind)).map(drop),
            Kind::Map => self.map(),
        }
    }

    /// Walks past an entry of a list, where yes and no take a byte.
    fn entry(&mut self, kind: Kind) -> Result<(), Flaw> {
        match kind {
            Kind::True | Kind::False => self.byte().map(drop),
            other => self.skip(other),
        }
    }

    fn map(&mut self) -> Result<(), Flaw> {
        self.deeper()?;
        let count = self.varint()?;
        if count > 0 {
            let kinds = self.byte()?;
            let (key, value) = (Kind::of(kinds >> 4)?, Kind::of(kinds & 0x0f)?);
            for _ in 0..count {
                self.entry(key)?;
                self.entry(value)?;
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn past(&mut self, count: usize) -> Result<(), Flaw> {
        let end = self.at.checked_add(count).filter(|end| *end <= self.bytes.len()).ok_or(Flaw::Short)?;
        self.at = end;
        Ok(())
    }

    fn deeper(&mut self) -> Result<(), Flaw> {
        self.depth += 1;
        if self.depth > DEEPEST { Err(Flaw::Broken) } else { Ok(()) }
    }
}

//! The footer of a Parquet file: what it claims, before anybody believes it.

use helhed::error::{Error, Fault, FileFault};

use super::thrift::{Flaw, Kind, Walk};

/// The bytes at both ends of a Parquet file.
pub(super) const MAGIC: [u8; 4] = *b"PAR1";
/// The bytes at both ends of a file whose footer is encrypted.
pub(super) const ENCRYPTED: [u8; 4] = *b"PARE";
/// Length and magic at the end.
pub(super) const TAIL: u64 = 8;
/// How deep lists and structures may lie in each other in a schema. Readers go down it by recursion.
const DEEPEST_SCHEMA: usize = 64;

/// What a footer says, as far as a reader must not take its word for it.
#[derive(Debug, Default)]
struct Claims {
    /// Children of each element of the schema, in the order of the file.
    children: Vec<i64>,
    encrypted: bool,
    encrypted_columns: Vec<String>,
    elsewhere: bool,
}

/// Walks through a footer and refuses what no reader should be given.
///
/// # Errors
/// `H802` if it is broken, `H831` if the file is encrypted.
pub(super) fn check(footer: &[u8]) -> Result<(), Error> {
    let broken = |what: &str| Error::from(Fault::Damaged { reason: what.to_owned() });
    let claims = claims(footer).map_err(|_| broken("its footer cannot be read"))?;
    if claims.encrypted {
        return Err(FileFault::Encrypted { columns: claims.encrypted_columns }.into());
    }
    if claims.elsewhere {
        return Err(broken("its columns lie in other files: it is only an index of them"));
    }
    if !is_tree(&claims.children) {
        return Err(broken("its schema is broken"));
    }
    Ok(())
}

fn claims(footer: &[u8]) -> Result<Claims, Flaw> {
    let mut claims = Claims::default();
    Walk::new(footer).structure(|field, kind, walk| {
        match (field, kind) {
            (2, Kind::List) => {
                walk.list(|_, walk| {
                    claims.children.push(element(walk)?);
                    Ok(())
                })?;
            }
            (4, Kind::List) => {
                walk.list(|_, walk| row_group(walk, &mut claims))?;
            }
            (8, _) => {
                claims.encrypted = true;
                return Ok(false);
            }
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    Ok(claims)
}

/// How many children an element of the schema says it has.
fn element(walk: &mut Walk<'_>) -> Result<i64, Flaw> {
    let mut children = 0;
    walk.structure(|field, kind, walk| {
        if (field, kind) != (5, Kind::Integer) {
            return Ok(false);
        }
        children = walk.integer()?;
        Ok(true)
    })?;
    Ok(children)
}

fn row_group(walk: &mut Walk<'_>, claims: &mut Claims) -> Result<(), Flaw> {
    walk.structure(|field, kind, walk| {
        if (field, kind) != (1, Kind::List) {
            return Ok(false);
        }
        walk.list(|_, walk| chunk(walk, claims))?;
        Ok(true)
    })
}

fn chunk(walk: &mut Walk<'_>, claims: &mut Claims) -> Result<(), Flaw> {
    walk.structure(|field, kind, walk| match (field, kind) {
        (1, Kind::Binary) => {
            claims.elsewhere |= !walk.binary()?.is_empty();
            Ok(true)
        }
        (8, Kind::Struct) => {
            claims.encrypted = true;
            crypto(walk, &mut claims.encrypted_columns)?;
            Ok(true)
        }
        _ => Ok(false),
    })
}

/// With which key a column is encrypted: under the second alternative stands its name.
fn crypto(walk: &mut Walk<'_>, columns: &mut Vec<String>) -> Result<(), Flaw> {
    walk.structure(|field, kind, walk| {
        if (field, kind) != (2, Kind::Struct) {
            return Ok(false);
        }
        walk.structure(|field, kind, walk| {
            if (field, kind) != (1, Kind::List) {
                return Ok(false);
            }
            let mut path = Vec::new();
            walk.list(|kind, walk| {
                match kind {
                    Kind::Binary => path.push(String::from_utf8_lossy(walk.binary()?).into_owned()),
                    other => walk.skip(other)?,
                }
                Ok(())
            })?;
            let name = path.join(".");
            if !columns.contains(&name) {
                columns.push(name);
            }
            Ok(true)
        })?;
        Ok(true)
    })
}

/// Whether the numbers of children, in the order of a walk from the root, make one tree that is not too deep.
fn is_tree(children: &[i64]) -> bool {
    // Elements that are still to come, on every level.
    let mut open: Vec<i64> = vec![1];
    for count in children {
        while open.last() == Some(&0) {
            open.pop();
        }
        let Some(level) = open.last_mut() else { return false };
        *level -= 1;
        if *count < 0 {
            return false;
        }
        if *count > 0 {
            open.push(*count);
        }
        if open.len() > DEEPEST_SCHEMA {
            return false;
        }
    }
    open.iter().all(|left| *left == 0)
}

#[cfg(test)]
mod tests {
    use super::is_tree;

    #[test]
    fn a_schema_is_one_tree() {
        assert!(is_tree(&[2, 0, 0]));
        assert!(is_tree(&[1, 2, 0, 1, 0]));
        assert!(is_tree(&[0]));
        for broken in [&[1 << 30, 0][..], &[], &[1], &[-1], &[1, 0, 0], &[2, 1, 0]] {
            assert!(!is_tree(broken), "{broken:?}");
        }
        assert!(!is_tree(&[1; 1_000]));
    }
}

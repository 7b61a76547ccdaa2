//! Eigenvalues of a symmetric matrix by Jacobi's rotations.

use super::matrix::Matrix;

/// Sweeps after which the search gives up; six or seven are usual.
const SWEEPS: usize = 60;

/// Eigenvalues and, in the columns, the eigenvectors of a symmetric matrix; `None` if it holds something that is no
/// number.
#[must_use]
pub fn symmetric(matrix: &Matrix) -> Option<(Vec<f64>, Matrix)> {
    let n = matrix.rows();
    let mut left = matrix.clone();
    let mut vectors = Matrix::zeros(n, n);
    for i in 0..n {
        *vectors.at_mut(i, i) = 1.0;
    }
    for _ in 0..SWEEPS {
        let (mut off, mut all) = (0.0, 0.0);
        for i in 0..n {
            for j in 0..n {
                let square = left.at(i, j) * left.at(i, j);
                all += square;
                off += if i == j { 0.0 } else { square };
            }
        }
        if !f64::is_finite(all) {
            return None;
        }
        if off <= all * f64::EPSILON * f64::EPSILON {
            return Some(((0..n).map(|i| left.at(i, i)).collect(), vectors));
        }
        for p in 0..n {
            for q in p + 1..n {
                rotate(&mut left, &mut vectors, p, q);
            }
        }
    }
    None
}

/// Turns the plane of two axes until their cell is zero.
fn rotate(left: &mut Matrix, vectors: &mut Matrix, p: usize, q: usize) {
    let cell = left.at(p, q);
    if cell == 0.0 {
        return;
    }
    let theta = (left.at(q, q) - left.at(p, p)) / (2.0 * cell);
    let t = theta.signum() / (theta.abs() + theta.hypot(1.0));
    let t = if theta == 0.0 { 1.0 } else { t };
    let c = 1.0 / t.hypot(1.0);
    let s = t * c;
    let turn = |matrix: &mut Matrix, one: (usize, usize), other: (usize, usize)| {
        let (a, b) = (matrix.at(one.0, one.1), matrix.at(other.0, other.1));
        *matrix.at_mut(one.0, one.1) = c * a - s * b;
        *matrix.at_mut(other.0, other.1) = s * a + c * b;
    };
    for k in 0..left.rows() {
        turn(left, (k, p), (k, q));
    }
    for k in 0..left.rows() {
        turn(left, (p, k), (q, k));
    }
    for k in 0..left.rows() {
        turn(vectors, (k, p), (k, q));
    }
}

/// The symmetric matrix with the same eigenvectors whose eigenvalues are x^(-1/2), and 0 for those that are not above
/// `least` times the largest: the Moore-Penrose inverse of the square root. `None` if there are no eigenvalues.
#[must_use]
pub fn inverse_root(matrix: &Matrix, least: f64) -> Option<Matrix> {
    let (values, vectors) = symmetric(matrix)?;
    let bound = least * values.iter().copied().fold(0.0, f64::max);
    let mut root = Matrix::zeros(matrix.rows(), matrix.rows());
    for (index, &value) in values.iter().enumerate() {
        if value > bound {
            let vector: Vec<f64> = (0..matrix.rows()).map(|row| vectors.at(row, index)).collect();
            root.add_square(&vector, 1.0 / value.sqrt());
        }
    }
    Some(root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_inverse_root_squared_inverts() {
        let mut matrix = Matrix::zeros(4, 4);
        for row in [
            [1.0, 2.0, 0.5, 1.0],
            [0.3, -1.0, 2.0, 0.0],
            [4.0, 0.1, 1.0, 1.0],
            [1.0, 1.0, 1.0, 3.0],
            [0.2, 0.1, 0.0, 5.0],
        ] {
            matrix.add_square(&row, 1.0);
        }
        let root = inverse_root(&matrix, 1e-12).expect("finite");
        let one = root.by(&matrix).by(&root);
        for i in 0..4 {
            for j in 0..4 {
                assert!((one.at(i, j) - f64::from(u8::from(i == j))).abs() < 1e-12, "{one:?}");
            }
        }
    }

    #[test]
    fn a_direction_without_length_stays_without() {
        let mut flat = Matrix::zeros(2, 2);
        flat.add_square(&[3.0, 4.0], 1.0);
        let root = inverse_root(&flat, 1e-12).expect("finite");
        // (3, 4)/5 has the eigenvalue 25.
        assert!((root.at(0, 0) - 0.36 / 5.0).abs() < 1e-14 && (root.at(0, 1) - 0.48 / 5.0).abs() < 1e-14);
    }
}

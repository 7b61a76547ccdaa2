//! Small dense matrices: what regressions need, in a fixed order of sums, without any library of linear algebra.

/// A matrix, row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    rows: usize,
    columns: usize,
    cells: Vec<f64>,
}

impl Matrix {
    /// All zeros.
    #[must_use]
    pub fn zeros(rows: usize, columns: usize) -> Self {
        Self { rows, columns, cells: vec![0.0; rows * columns] }
    }

    /// How many rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// A cell.
    #[must_use]
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.columns + column]
    }

    /// A cell, to be written.
    pub fn at_mut(&mut self, row: usize, column: usize) -> &mut f64 {
        &mut self.cells[row * self.columns + column]
    }

    /// A row.
    #[must_use]
    pub fn row(&self, row: usize) -> &[f64] {
        &self.cells[row * self.columns..(row + 1) * self.columns]
    }

    /// The matrix times a vector.
    #[must_use]
    pub fn times(&self, vector: &[f64]) -> Vec<f64> {
        (0..self.rows).map(|row| dot(self.row(row), vector)).collect()
    }

    /// The matrix times another.
    #[must_use]
    pub fn by(&self, other: &Self) -> Self {
        let mut product = Self::zeros(self.rows, other.columns);
        for i in 0..self.rows {
            for (k, &left) in self.row(i).iter().enumerate() {
                for (j, &right) in other.row(k).iter().enumerate() {
                    *product.at_mut(i, j) += left * right;
                }
            }
        }
        product
    }

    /// Rows as columns.
    #[must_use]
    pub fn transposed(&self) -> Self {
        let mut turned = Self::zeros(self.columns, self.rows);
        for i in 0..self.rows {
            for (j, &cell) in self.row(i).iter().enumerate() {
                *turned.at_mut(j, i) = cell;
            }
        }
        turned
    }

    /// Adds `weight` times the outer product of a vector with itself, to both triangles.
    pub fn add_square(&mut self, vector: &[f64], weight: f64) {
        for (i, &left) in vector.iter().enumerate() {
            let scaled = weight * left;
            for (j, &right) in vector.iter().enumerate().take(i + 1) {
                let part = scaled * right;
                self.cells[i * self.columns + j] += part;
                if i != j {
                    self.cells[j * self.columns + i] += part;
                }
            }
        }
    }

    /// Sum over the rows x of weight times x x'.
    #[must_use]
    pub fn gram(&self, weights: &[f64]) -> Self {
        let mut gram = Self::zeros(self.columns, self.columns);
        for (row, &weight) in weights.iter().enumerate().take(self.rows) {
            gram.add_square(self.row(row), weight);
        }
        gram
    }

    /// Sum over the rows x of weight times x.
    #[must_use]
    pub fn weighted_sum(&self, weights: &[f64]) -> Vec<f64> {
        let mut sum = vec![0.0; self.columns];
        for (row, &weight) in weights.iter().enumerate().take(self.rows) {
            for (total, &cell) in sum.iter_mut().zip(self.row(row)) {
                *total += weight * cell;
            }
        }
        sum
    }

    /// The quadratic form of a vector.
    #[must_use]
    pub fn quadratic(&self, vector: &[f64]) -> f64 {
        dot(vector, &self.times(vector))
    }

    /// Sum of the products of the cells of two matrices of one shape: the trace of one times the other transposed.
    #[must_use]
    pub fn inner(&self, other: &Self) -> f64 {
        dot(&self.cells, &other.cells)
    }
}

/// Sum of products.
#[must_use]
pub fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

/// The lower triangle L of a symmetric positive definite matrix L L'.
#[derive(Debug, Clone)]
pub struct Cholesky(Matrix);

impl Cholesky {
    /// Of a symmetric matrix; `None` if it is not positive definite: if what is left of a diagonal cell is not above
    /// the rounding error of the cell.
    #[must_use]
    pub fn of(matrix: &Matrix) -> Option<Self> {
        let n = matrix.rows();
        let mut lower = Matrix::zeros(n, n);
        for j in 0..n {
            let left = matrix.at(j, j) - dot(&lower.row(j)[..j], &lower.row(j)[..j]);
            let least = n as f64 * f64::EPSILON * matrix.at(j, j);
            // Not-a-number is not above it either.
            if !(left > least && left.is_finite()) {
                return None;
            }
            let pivot = left.sqrt();
            *lower.at_mut(j, j) = pivot;
            for i in j + 1..n {
                let rest = matrix.at(i, j) - dot(&lower.row(i)[..j], &lower.row(j)[..j]);
                *lower.at_mut(i, j) = rest / pivot;
            }
        }
        Some(Self(lower))
    }

    /// The x with L x equal to a vector.
    #[must_use]
    pub fn forward(&self, vector: &[f64]) -> Vec<f64> {
        let mut solved = vector.to_vec();
        for i in 0..solved.len() {
            let known = dot(&self.0.row(i)[..i], &solved[..i]);
            solved[i] = (solved[i] - known) / self.0.at(i, i);
        }
        solved
    }

    /// The x with L L' x equal to a vector.
    #[must_use]
    pub fn solve(&self, vector: &[f64]) -> Vec<f64> {
        let mut solved = self.forward(vector);
        for i in (0..solved.len()).rev() {
            let known: f64 = (i + 1..solved.len()).map(|k| self.0.at(k, i) * solved[k]).sum();
            solved[i] = (solved[i] - known) / self.0.at(i, i);
        }
        solved
    }

    /// The inverse of the matrix, symmetric to the last bit.
    #[must_use]
    pub fn inverse(&self) -> Matrix {
        let n = self.0.rows();
        let mut inverse = Matrix::zeros(n, n);
        for j in 0..n {
            let mut unit = vec![0.0; n];
            unit[j] = 1.0;
            for (i, cell) in self.solve(&unit).into_iter().enumerate().skip(j) {
                *inverse.at_mut(i, j) = cell;
                *inverse.at_mut(j, i) = cell;
            }
        }
        inverse
    }

    /// Logarithm of the determinant of the matrix.
    #[must_use]
    pub fn ln_determinant(&self) -> f64 {
        (0..self.0.rows()).map(|i| 2.0 * self.0.at(i, i).ln()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three() -> Matrix {
        let mut matrix = Matrix::zeros(3, 3);
        for row in [[1.0, 2.0, 0.5], [0.3, -1.0, 2.0], [4.0, 0.1, 1.0], [1.0, 1.0, 1.0]] {
            matrix.add_square(&row, 0.7);
        }
        matrix
    }

    #[test]
    fn an_inverse_inverts() {
        let matrix = three();
        let cholesky = Cholesky::of(&matrix).expect("positive definite");
        let one = matrix.by(&cholesky.inverse());
        for i in 0..3 {
            for j in 0..3 {
                assert!((one.at(i, j) - f64::from(u8::from(i == j))).abs() < 1e-13);
            }
        }
        let solved = cholesky.solve(&[1.0, 2.0, 3.0]);
        assert!(matrix.times(&solved).iter().zip([1.0, 2.0, 3.0]).all(|(got, wanted)| (got - wanted).abs() < 1e-12));
    }

    #[test]
    fn a_determinant_is_that_of_the_cofactors() {
        let m = three();
        let minor = |a: usize, b: usize| m.at(1, a) * m.at(2, b) - m.at(1, b) * m.at(2, a);
        let determinant = m.at(0, 0) * minor(1, 2) - m.at(0, 1) * minor(0, 2) + m.at(0, 2) * minor(0, 1);
        let found = Cholesky::of(&m).expect("positive definite").ln_determinant();
        assert!((found - determinant.ln()).abs() < 1e-13);
    }

    #[test]
    fn what_is_not_positive_definite_is_refused() {
        let mut flat = Matrix::zeros(2, 2);
        flat.add_square(&[1.0, 3.0], 1.0);
        assert!(Cholesky::of(&flat).is_none());
        *flat.at_mut(0, 0) = f64::NAN;
        assert!(Cholesky::of(&flat).is_none());
    }
}

//! Orthonormal columns in place of the given ones, and which of those are sums of the others.

use super::matrix::{Matrix, dot};

/// Share of the length of a column that must be left when the columns before it are taken out. With less it is a
/// weighted sum of them, to the digits that a double has.
const LEAST: f64 = 1e-10;

/// Columns X = Q R: Q orthonormal, R an upper triangle, of the columns that are no sums of those before them.
#[derive(Debug, Clone)]
pub struct Basis {
    /// Orthonormal columns, one row an observation.
    pub q: Matrix,
    /// Positions of the columns kept.
    pub kept: Vec<usize>,
    /// Positions of the columns left out, each with the kept ones that it is a sum of (none: it is zero).
    pub dependent: Vec<(usize, Vec<usize>)>,
    triangle: Matrix,
}

impl Basis {
    /// Of columns of one length. Of columns that depend on each other, the earlier ones are kept.
    #[must_use]
    pub fn of(columns: &[Vec<f64>], rows: usize) -> Self {
        let mut orthonormal: Vec<Vec<f64>> = Vec::new();
        let mut parts: Vec<Vec<f64>> = Vec::new();
        let (mut kept, mut dependent) = (Vec::new(), Vec::new());
        for (index, column) in columns.iter().enumerate() {
            let largest = column.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
            let scaled: Vec<f64> = column.iter().map(|value| value / largest).collect();
            let length = dot(&scaled, &scaled).sqrt();
            let mut left: Vec<f64> = scaled.iter().map(|value| value / length).collect();
            let mut part = vec![0.0; orthonormal.len()];
            // Twice is enough: what the first pass leaves of the other columns is rounding error.
            for _ in 0..2 {
                for (sum, direction) in part.iter_mut().zip(&orthonormal) {
                    let along = dot(direction, &left);
                    *sum += along;
                    left.iter_mut().zip(direction).for_each(|(value, unit)| *value -= along * unit);
                }
            }
            let rest = dot(&left, &left).sqrt();
            // Not-a-number, from a column of zeros, is not above it either.
            if rest > LEAST {
                left.iter_mut().for_each(|value| *value /= rest);
                orthonormal.push(left);
                let size = largest * length;
                parts.push(part.into_iter().chain([rest]).map(|value| value * size).collect());
                kept.push(index);
            } else {
                let parts = if largest > 0.0 { summed(&parts, &part) } else { Vec::new() };
                dependent.push((index, parts.into_iter().map(|at| kept[at]).collect()));
            }
        }
        let rank = kept.len();
        let (mut q, mut triangle) = (Matrix::zeros(rows, rank), Matrix::zeros(rank, rank));
        for (j, (column, part)) in orthonormal.iter().zip(&parts).enumerate() {
            column.iter().enumerate().for_each(|(i, &value)| *q.at_mut(i, j) = value);
            part.iter().enumerate().for_each(|(i, &value)| *triangle.at_mut(i, j) = value);
        }
        Self { q, kept, dependent, triangle }
    }

    /// Length of a kept column.
    #[must_use]
    pub fn length(&self, kept: usize) -> f64 {
        (0..=kept).map(|i| self.triangle.at(i, kept)).fold(0.0, f64::hypot)
    }

    /// Coefficients of the kept columns, from those of the orthonormal ones.
    #[must_use]
    pub fn coefficients(&self, of_basis: &[f64]) -> Vec<f64> {
        let mut solved = of_basis.to_vec();
        for i in (0..solved.len()).rev() {
            let known: f64 = (i + 1..solved.len()).map(|k| self.triangle.at(i, k) * solved[k]).sum();
            solved[i] = (solved[i] - known) / self.triangle.at(i, i);
        }
        solved
    }

    /// What a weighted sum of the coefficients of the kept columns is, as a sum of those of the orthonormal ones: its weights.
    #[must_use]
    pub fn transposed_coefficients(&self, weights: &[f64]) -> Vec<f64> {
        let mut solved = weights.to_vec();
        for i in 0..solved.len() {
            let known: f64 = (0..i).map(|k| self.triangle.at(k, i) * solved[k]).sum();
            solved[i] = (solved[i] - known) / self.triangle.at(i, i);
        }
        solved
    }

    /// Covariance of the coefficients of the kept columns, from that of the orthonormal ones.
    #[must_use]
    pub fn covariance(&self, of_basis: &Matrix) -> Matrix {
        let n = of_basis.rows();
        let mut half = Matrix::zeros(n, n);
        let columns = |matrix: &Matrix, j: usize| (0..n).map(|i| matrix.at(i, j)).collect::<Vec<f64>>();
        for j in 0..n {
            let solved = self.coefficients(&columns(of_basis, j));
            // Written as a row: the transposed half, whose columns are solved next.
            solved.into_iter().enumerate().for_each(|(i, value)| *half.at_mut(j, i) = value);
        }
        let mut covariance = Matrix::zeros(n, n);
        for j in 0..n {
            let solved = self.coefficients(&columns(&half, j));
            solved.into_iter().enumerate().for_each(|(i, value)| *covariance.at_mut(i, j) = value);
        }
        covariance
    }
}

/// Positions of the kept columns that a column is a sum of, from its parts along the orthonormal ones.
fn summed(parts: &[Vec<f64>], part: &[f64]) -> Vec<usize> {
    let mut weights = part.to_vec();
    for i in (0..weights.len()).rev() {
        let known: f64 = (i + 1..weights.len()).map(|k| parts[k][i] * weights[k]).sum();
        weights[i] = (weights[i] - known) / parts[i][i];
    }
    let share = |at: usize| weights[at].abs() * dot(&parts[at], &parts[at]).sqrt();
    (0..weights.len()).filter(|&at| share(at) > 1e-6).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Vec<f64>> {
        let one = vec![1.0; 5];
        let year = vec![1948.0, 1960.0, 1977.0, 1953.0, 1980.0];
        let both: Vec<f64> = year.iter().map(|year| 2.0 * year - 7.0).collect();
        let other = vec![3e8, -1e8, 0.0, 2e8, 5e8];
        let doubled = other.iter().map(|value| 2.0 * value).collect();
        vec![one, year, both, vec![0.0; 5], other, doubled]
    }

    #[test]
    fn sums_of_other_columns_are_found_and_named() {
        let basis = Basis::of(&columns(), 5);
        assert_eq!(basis.kept, [0, 1, 4]);
        assert_eq!(basis.dependent, [(2, vec![0, 1]), (3, vec![]), (5, vec![4])]);
    }

    #[test]
    fn coefficients_of_the_basis_are_those_of_the_columns() {
        let columns = columns();
        let basis = Basis::of(&columns, 5);
        let weights = [0.3, -2.0, 1.5];
        let fitted = basis.q.times(&weights);
        let own = basis.coefficients(&weights);
        for (row, value) in fitted.iter().enumerate() {
            let sum: f64 = basis.kept.iter().zip(&own).map(|(&at, weight)| columns[at][row] * weight).sum();
            assert!((sum - value).abs() < 1e-12);
        }
        let mut identity = Matrix::zeros(3, 3);
        (0..3).for_each(|i| *identity.at_mut(i, i) = 1.0);
        let covariance = basis.covariance(&identity);
        // That of the slope of the year, by hand from the inverse of X'X: R^-1 R^-T.
        let kept: Vec<&Vec<f64>> = basis.kept.iter().map(|&at| &columns[at]).collect();
        for i in 0..3 {
            let image: Vec<f64> =
                (0..3).map(|j| (0..3).map(|k| dot(kept[i], kept[k]) * covariance.at(k, j)).sum()).collect();
            let size = dot(kept[i], kept[i]).sqrt();
            for (j, value) in image.iter().enumerate() {
                let scale = size / dot(kept[j], kept[j]).sqrt();
                assert!((value - f64::from(u8::from(i == j))).abs() < 1e-6 * scale.max(1.0), "{i} {j} {value}");
            }
        }
    }
}

//! Which counts must be hidden, so that none below [`FEWEST`] can be read or found by subtraction.

use super::FEWEST;

/// One row a subject, in each the months and, last, the sum of the last `summed` of them. The columns add up to a subject
/// above, whose own hidden cells are `above`; none if nothing stands above.
///
/// Every sum that a reader can make (a row, a column) has no hidden part or at least two. Hidden cells all look alike, so
/// nobody knows which of them are few and which only protect others.
pub fn conceal(rows: &[Vec<u32>], summed: usize, above: Option<&[bool]>) -> Vec<Vec<bool>> {
    let is_few = |count: &u32| (1..FEWEST).contains(count);
    let mut hidden: Vec<Vec<bool>> = rows
        .iter()
        .map(|row| row.iter().map(is_few).collect())
        .collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    loop {
        let mut is_stable = true;
        for (at, row) in rows.iter().enumerate() {
            let total = row.len().saturating_sub(1);
            let first = total.saturating_sub(summed);
            let line: Vec<Place> = (first..row.len()).map(|column| (at, column)).collect();
            is_stable &= !protect(rows, &mut hidden, &line, false);
        }
        if let Some(above) = above {
            for column in 0..width {
                let line: Vec<Place> = (0..rows.len()).map(|row| (row, column)).collect();
                let is_above_hidden = above.get(column).copied().unwrap_or(false);
                is_stable &= !protect(rows, &mut hidden, &line, is_above_hidden);
            }
        }
        // Cells are only ever hidden, so this ends.
        if is_stable {
            return hidden;
        }
    }
}

/// Row and column.
type Place = (usize, usize);

/// Hides one cell more of a line that has a single hidden part; says whether it did.
fn protect(
    rows: &[Vec<u32>],
    hidden: &mut [Vec<bool>],
    line: &[Place],
    is_above_hidden: bool,
) -> bool {
    let is_hidden = |place: &Place| {
        let row = hidden.get(place.0);
        row.and_then(|row| row.get(place.1)).copied() == Some(true)
    };
    let parts = line.iter().filter(|place| is_hidden(place)).count();
    if parts.saturating_add(usize::from(is_above_hidden)) != 1 {
        return false;
    }
    let count = |place: &Place| rows.get(place.0)?.get(place.1).copied();
    // The smallest that is not zero; a zero if there is nothing else: it is no loss.
    let open = line.iter().filter(|place| !is_hidden(place));
    let smallest = open
        .filter_map(|place| Some((count(place)?, *place)))
        .min_by_key(|(count, place)| (*count == 0, *count, *place));
    let Some((_, (row, column))) = smallest else {
        return false;
    };
    if let Some(cell) = hidden.get_mut(row).and_then(|row| row.get_mut(column)) {
        *cell = true;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `.` shows, `x` hides.
    fn check(rows: &[&[u32]], above: Option<&[bool]>, expected: &[&str]) {
        let rows: Vec<Vec<u32>> = rows
            .iter()
            .map(|months| {
                let sum = months.iter().sum();
                months.iter().copied().chain([sum]).collect()
            })
            .collect();
        let summed = rows.first().map_or(0, |row| row.len() - 1);
        let hidden = conceal(&rows, summed, above);
        let drawn: Vec<String> = hidden
            .iter()
            .map(|row| row.iter().map(|is| if *is { 'x' } else { '.' }).collect())
            .collect();
        assert_eq!(drawn, expected, "{rows:?}");
    }

    #[test]
    fn a_single_small_month_takes_the_smallest_other_with_it() {
        check(&[&[9, 2, 7, 30]], None, &[".xx.."]);
        check(&[&[9, 0, 7, 30]], None, &["....."]);
        check(&[&[3, 4, 50, 50]], None, &["xx..."]);
    }

    #[test]
    fn a_small_sum_hides_its_only_month() {
        check(&[&[0, 3, 0, 0]], None, &[".x..x"]);
    }

    #[test]
    fn one_small_subject_among_others_is_not_found_by_subtraction() {
        check(
            &[&[9, 9], &[2, 20], &[50, 40]],
            Some(&[false, false, false]),
            &["xx.", "xx.", "..."],
        );
    }

    #[test]
    fn what_is_hidden_above_is_not_the_sum_of_what_is_shown_below() {
        check(
            &[&[9, 9], &[8, 20]],
            Some(&[true, true, false]),
            &["xx.", "xx."].map(|row| row),
        );
    }

    #[test]
    fn no_sum_of_any_table_has_a_single_hidden_part() {
        let mut seed = 7_u64;
        let mut next = move |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            u32::try_from((seed >> 33) % below).unwrap()
        };
        for _ in 0..300 {
            let (height, months) = (next(6) as usize + 2, next(5) as usize + 2);
            let rows: Vec<Vec<u32>> = (0..height)
                .map(|_| {
                    let row: Vec<u32> = (0..months).map(|_| next(12)).collect();
                    let sum = row.iter().sum();
                    row.into_iter().chain([sum]).collect()
                })
                .collect();
            let hidden = conceal(&rows, months, Some(&vec![false; months + 1]));
            for (row, counts) in hidden.iter().zip(&rows) {
                assert_ne!(row.iter().filter(|is| **is).count(), 1, "{rows:?}");
                for (is_hidden, count) in row.iter().zip(counts) {
                    assert!(*is_hidden || !(1..FEWEST).contains(count));
                }
            }
            for column in 0..=months {
                let parts = hidden.iter().filter(|row| row[column]).count();
                assert_ne!(parts, 1, "column {column} of {rows:?}");
            }
        }
    }
}

//! Dates as text.

/// The ISO date of a number of days since 1970-01-01, in the proleptic Gregorian calendar.
pub(crate) fn iso_date(days: i64) -> String {
    // Years start on 1 March, so that the leap day is the last; 400 years are 146,097 days.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day = shifted.rem_euclid(146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let march_month = (5 * day + 2) / 153;
    let day = day - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year + 400 * era + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_dates() {
        let known = [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (16_070, "2013-12-31"),
            (-719_162, "0001-01-01"),
            (47_541, "2100-03-01"),
        ];
        for (days, text) in known {
            assert_eq!(iso_date(days), text);
        }
    }

    #[test]
    fn every_day_of_four_centuries_follows_the_one_before() {
        let mut last = iso_date(-200_000);
        for day in -199_999..0 {
            let next = iso_date(day);
            assert!(next > last, "{last} then {next}");
            last = next;
        }
    }

    #[test]
    fn the_ends_of_the_type_do_not_overflow() {
        assert!(iso_date(i64::from(i32::MIN)).starts_with("-587"));
        assert!(iso_date(i64::from(i32::MAX)).starts_with("588"));
    }
}

//! What a programme costs and saves at one setting of everything that is uncertain.

use super::course::{Weights, spread};
use super::{Course, Payer, Per, Price};

/// Everything that may vary, at one value each.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Setting {
    /// Outcomes.
    pub(super) outcomes: f64,
    /// Kroner of each price, in their order.
    pub(super) kroner: Vec<f64>,
    /// Share of the outcomes lost from each year to the next.
    pub(super) relapse: f64,
    /// Discount rate.
    pub(super) discount: f64,
}

/// Present values in kroner.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Account {
    /// What the programme costs whatever it gains, and however many take part.
    pub(super) fixed: f64,
    /// What its participants cost.
    pub(super) participants: f64,
    /// What one outcome saves.
    pub(super) each: f64,
}

impl Account {
    /// The account of one payer, or of all.
    pub(super) fn of(
        prices: &[Price],
        course: &Course,
        participants: Option<f64>,
        setting: &Setting,
        payer: Option<Payer>,
    ) -> Self {
        let Weights { once, yearly } = course.weights(setting.relapse, setting.discount);
        let mut account = Self::default();
        for (price, kroner) in prices.iter().zip(&setting.kroner) {
            if payer.is_some_and(|payer| payer != price.payer()) {
                continue;
            }
            match price.per() {
                Per::Programme => account.fixed += kroner * spread(price.years(), setting.discount),
                Per::Participant => {
                    let each = kroner * spread(price.years(), setting.discount);
                    account.participants += each * participants.unwrap_or(0.0);
                }
                Per::Outcome => account.each += kroner * once,
                Per::OutcomeYear => account.each += kroner * yearly,
            }
        }
        account
    }

    /// All costs.
    pub(super) fn cost(self) -> f64 {
        self.fixed + self.participants
    }

    /// What is saved by so many outcomes, less all costs.
    pub(super) fn net(self, outcomes: f64) -> f64 {
        self.each * outcomes - self.cost()
    }
}

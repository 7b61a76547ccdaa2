//! A safe choice of cells to hide, found cycle by cycle: the start of the search, and its answer for large tables.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::audit::Why;
use super::complementary::{Asked, Cost, plus};
use super::interval::{Move, is_safe, needed};
use super::network::{Hidden, Step, push};
use super::ways::Ways;

/// For one primary cell after the other, the cheapest cycles that let it move as far as it must. `None` where a cell finds
/// none; the caller then hides all.
pub(super) fn grown(asked: &Asked<'_>, primary: &Hidden) -> Option<Hidden> {
    let mut hidden = primary.clone();
    // What is hidden later makes no earlier cell less safe: each is looked at once.
    for arc in (0..primary.len()).filter(|arc| primary[*arc] == Some(Why::Primary)) {
        if is_safe(asked.network, &hidden, arc, asked.threshold) {
            continue;
        }
        let (all, any) = needed(asked.network.arcs[arc].count, asked.threshold);
        for wanted in all {
            hidden = bought(asked, &hidden, arc, wanted)?;
        }
        hidden = any.into_iter().find_map(|wanted| bought(asked, &hidden, arc, wanted))?;
    }
    Some(hidden)
}

/// The same choice without the cells that are not needed, the dearest first.
pub(super) fn without_needless(asked: &Asked<'_>, mut hidden: Hidden) -> Hidden {
    let Some(mut ways) = Ways::of(asked.network, &hidden, asked.threshold) else { return hidden };
    let mut secondary: Vec<usize> = (0..hidden.len()).filter(|arc| hidden[*arc] == Some(Why::Secondary)).collect();
    secondary.sort_by_key(|arc| Reverse(asked.cost(*arc)));
    for arc in secondary {
        hidden[arc] = None;
        if !ways.spare(asked.network, &hidden, asked.threshold, arc) {
            hidden[arc] = Some(Why::Secondary);
        }
    }
    hidden
}

/// What is hidden, and what must be hidden beside it so that an arc can make a move.
fn bought(asked: &Asked<'_>, hidden: &Hidden, without: usize, wanted: Move) -> Option<Hidden> {
    let network = asked.network;
    let one = network.arcs[without];
    let (source, sink) = if wanted.raised { (one.to, one.from) } else { (one.from, one.to) };
    let (mut hidden, mut counts, mut done) = (hidden.clone(), network.counts(), 0);
    while done < wanted.by {
        let room = |(arc, forward): Step| {
            let why = hidden[arc].or_else(|| asked.may_hide(arc).then_some(Why::Secondary));
            why.filter(|_| arc != without).map_or(0, |why| wanted.reader.room(why, counts[arc], forward))
        };
        let price = |arc: usize| if hidden[arc].is_some() { (0, 0, 0) } else { asked.cost(arc) };
        let path = cheapest(asked, (source, sink), room, price)?;
        let most = path.iter().map(|step| room(*step)).min().unwrap_or(0).min(wanted.by - done);
        done += push(&mut counts, &path, most);
        for (arc, _) in path {
            hidden[arc] = hidden[arc].or(Some(Why::Secondary));
        }
    }
    Some(hidden)
}

/// The cheapest path whose steps all have room.
fn cheapest(
    asked: &Asked<'_>,
    (source, sink): (usize, usize),
    room: impl Fn(Step) -> u64,
    price: impl Fn(usize) -> Cost,
) -> Option<Vec<Step>> {
    let network = asked.network;
    let mut came: Vec<Option<Step>> = vec![None; network.at.len()];
    let mut costs: Vec<Option<Cost>> = vec![None; network.at.len()];
    let mut next = BinaryHeap::from([Reverse(((0, 0, 0), source))]);
    costs[source] = Some((0, 0, 0));
    while let Some(Reverse((cost, node))) = next.pop() {
        if node == sink {
            return Some(network.back(&came, source, sink));
        }
        if costs[node].is_some_and(|best| best < cost) {
            continue;
        }
        for arc in &network.at[node] {
            let step = (*arc, network.arcs[*arc].from == node);
            if room(step) == 0 {
                continue;
            }
            let (end, cost) = (network.end(step), plus(cost, price(*arc)));
            if costs[end].is_none_or(|best| cost < best) {
                costs[end] = Some(cost);
                came[end] = Some(step);
                next.push(Reverse((cost, end)));
            }
        }
    }
    None
}

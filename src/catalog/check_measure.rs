//! What a schema cannot say of a measure: ids, ranges, bands without gaps, texts.

use std::collections::BTreeSet;

use crate::domain::condition::{AnyAll, Condition};
use crate::domain::measure::{Measure, Total};

use super::places::Report;

pub(super) fn check(measure: &Measure, report: &mut Report) {
    for (name, words) in [
        ("title", &measure.title),
        ("period", &measure.period),
        ("cutoff", &measure.cutoff),
        ("permission", &measure.permission),
    ] {
        report.words(&format!("/{name}"), words, &measure.languages);
    }
    if measure.source.trim().is_empty() {
        report.add(
            "/source",
            "every measure names its source",
            "name the publication",
        );
    }
    check_ids(measure, report);
    let known: BTreeSet<&str> = measure.numbers().map(|(id, _, _)| id).collect();
    let mut refer = |place: &str, id: &str| {
        if !known.contains(id) {
            report.add(
                place,
                format!("unknown value: {id}"),
                "name an item, the total or a flag of this measure",
            );
        }
    };
    for (place, rule) in rules(measure) {
        rule.conditions()
            .map(Condition::question)
            .for_each(|id| refer(&place, id));
    }
    for (c, critical) in measure.critical.iter().enumerate() {
        critical
            .items
            .iter()
            .for_each(|id| refer(&format!("/critical/{c}/items"), id));
    }
    for (v, version) in measure.versions.iter().enumerate() {
        version
            .reversed
            .iter()
            .for_each(|id| refer(&format!("/versions/{v}/reversed"), id));
    }
    if let Some(total) = &measure.total {
        if let Some(gate) = &total.gate {
            refer("/total/gate", gate);
        }
        check_bands(measure, total, report);
        check_range(measure, total, report);
    } else if !measure.bands.is_empty() {
        report.add(
            "/bands",
            "bands without a total",
            "add \"total\" or use \"item_bands\"",
        );
    }
}

fn rules(measure: &Measure) -> Vec<(String, &AnyAll)> {
    let items = measure
        .items
        .iter()
        .enumerate()
        .map(|(i, item)| (format!("/items/{i}/asked_when"), &item.asked_when));
    let flags = measure
        .flags
        .iter()
        .enumerate()
        .map(|(f, flag)| (format!("/flags/{f}/when"), &flag.when));
    let bands = measure
        .item_bands
        .iter()
        .enumerate()
        .map(|(b, band)| (format!("/item_bands/{b}/when"), &band.when));
    let critical = measure
        .critical
        .iter()
        .enumerate()
        .map(|(c, rule)| (format!("/critical/{c}/when"), &rule.when));
    let unbanded = std::iter::once(("/unbanded_when".to_owned(), &measure.unbanded_when));
    items
        .chain(flags)
        .chain(bands)
        .chain(critical)
        .chain(unbanded)
        .collect()
}

fn check_ids(measure: &Measure, report: &mut Report) {
    let prefix = format!("m-{}-", measure.id);
    let mut seen = BTreeSet::new();
    for (id, min, max) in measure.numbers() {
        if !id.starts_with(&prefix) {
            report.add(
                "/items",
                format!("the id {id} does not begin with {prefix}"),
                "rename it",
            );
        }
        if !seen.insert(id) {
            report.add("/items", format!("duplicate id: {id}"), "rename one");
        }
        if min > max {
            report.add(
                "/items",
                format!("{id}: \"min\" is above \"max\""),
                "swap them",
            );
        }
    }
    for (i, item) in measure.items.iter().enumerate() {
        report.words(
            &format!("/items/{i}/label"),
            &item.label,
            &measure.languages,
        );
        if item
            .only
            .iter()
            .any(|value| !(item.min..=item.max).contains(value))
        {
            report.add(
                &format!("/items/{i}/only"),
                "a value outside \"min\" to \"max\"",
                "correct one of them",
            );
        }
    }
}

fn check_bands(measure: &Measure, total: &Total, report: &mut Report) {
    let mut next = total.min;
    for (b, band) in measure.bands.iter().enumerate() {
        let place = format!("/bands/{b}");
        report.words(&format!("{place}/label"), &band.label, &measure.languages);
        if band.from != next || band.to < band.from {
            report.add(
                &place,
                format!("begins at {} where {next} is expected", band.from),
                "bands follow one another without gap or overlap",
            );
        }
        next = band.to.saturating_add(1);
    }
    if !measure.bands.is_empty() && next != total.max.saturating_add(1) {
        report.add(
            "/bands",
            format!("end at {} and not at {}", next.saturating_sub(1), total.max),
            "bands cover the whole range",
        );
    }
}

fn check_range(measure: &Measure, total: &Total, report: &mut Report) {
    let scored = || measure.items.iter().filter(|item| item.scored);
    if scored().next().is_none() {
        return;
    }
    let highest = scored()
        .map(|item| item.max)
        .fold(0, i64::saturating_add)
        .saturating_mul(total.times);
    let lowest = scored()
        .map(|item| item.min)
        .fold(0, i64::saturating_add)
        .saturating_mul(total.times);
    let gated = total.gate.is_some() && total.min == 0;
    if highest != total.max || lowest != total.min && !gated {
        let problem = format!(
            "items add up to {lowest} to {highest}, the total says {} to {}",
            total.min, total.max
        );
        report.add("/total", problem, "correct the items or the total");
    }
}

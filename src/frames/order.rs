//! Rows in the same order at every run. The engine groups, joins and sorts on all cores and leaves open which of two equal rows
//! comes first; here its plan is told to keep the order of the rows that come in, which is that of the roster and the files.

use std::sync::Arc;

use polars::prelude::{DslPlan, MaintainOrderJoin};

/// Tells every step of a plan to keep the order of its rows.
pub fn keep_order(plan: &mut DslPlan) {
    // A step that the engine has looked at stands beside what it was made of.
    while let DslPlan::IR { dsl, .. } = plan {
        *plan = DslPlan::clone(dsl);
    }
    let below = |input: &mut Arc<DslPlan>| keep_order(Arc::make_mut(input));
    match plan {
        DslPlan::GroupBy { input, maintain_order, .. } => {
            *maintain_order = true;
            below(input);
        }
        DslPlan::Distinct { input, options } => {
            options.maintain_order = true;
            below(input);
        }
        DslPlan::Sort { input, sort_options, .. } => {
            sort_options.maintain_order = true;
            below(input);
        }
        DslPlan::Join { input_left, input_right, options, .. } => {
            let options = Arc::make_mut(options);
            if options.args.maintain_order == MaintainOrderJoin::None {
                options.args.maintain_order = MaintainOrderJoin::LeftRight;
            }
            below(input_left);
            below(input_right);
        }
        DslPlan::Filter { input, .. }
        | DslPlan::Cache { input, .. }
        | DslPlan::Select { input, .. }
        | DslPlan::HStack { input, .. }
        | DslPlan::Slice { input, .. }
        | DslPlan::MapFunction { input, .. } => below(input),
        DslPlan::ExtContext { input, contexts } => {
            below(input);
            contexts.iter_mut().for_each(keep_order);
        }
        DslPlan::Union { inputs, args } => {
            args.maintain_order = true;
            inputs.iter_mut().for_each(keep_order);
        }
        DslPlan::HConcat { inputs, .. } => inputs.iter_mut().for_each(keep_order),
        _ => {}
    }
}

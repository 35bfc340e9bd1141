//! Bars as a chart of the file.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType, Color,
};

use super::grid::{column, row};
use crate::render::workbook::palette;
use crate::render::workbook::sheet::Bars;

/// Bars in the page's colours, the first row on top, each part with its share where it is wide enough for it.
/// Returns the chart and its height in rows.
pub fn chart(tab: &str, bars: &Bars) -> (Chart, usize) {
    const BAR: usize = 26;
    const AROUND: usize = 110;
    const ROW: usize = 20;
    let mut chart = Chart::new(ChartType::BarStacked);
    let (first, last) = bars.rows;
    let font = |colour: u32| ChartFont::new().set_color(Color::RGB(colour)).set_size(9).clone();
    for (at, place) in bars.columns.iter().enumerate() {
        let (ground, label) = palette::BUCKETS[at % palette::BUCKETS.len()];
        let line = ChartLine::new().set_color(Color::RGB(0xff_ff_ff)).set_width(1).clone();
        chart
            .add_series()
            .set_name((tab, row(bars.head), column(*place)))
            .set_categories((tab, row(first), 0, row(last), 0))
            .set_values((tab, row(first), column(*place), row(last), column(*place)))
            .set_gap(40)
            .set_overlap(100)
            .set_format(
                ChartFormat::new()
                    .set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(ground)))
                    .set_border(&line),
            )
            .set_data_label(ChartDataLabel::new().show_value().set_num_format("[>=0.04]0%;;").set_font(&font(label)));
    }
    chart.title().set_name(&bars.title).set_font(&font(palette::INK));
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(palette::INK));
    // Of bars that lie, the names stand at the axis that others call y.
    chart.y_axis().set_reverse().set_font(&font(palette::INK));
    chart.x_axis().set_min(0).set_max(1).set_major_gridlines(false).set_hidden(true);
    let height = (last + 1 - first) * BAR + AROUND;
    chart.set_width(900).set_height(row(height));
    (chart, height.div_ceil(ROW))
}

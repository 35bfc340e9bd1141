//! The nouns of the domain: days, weeks, people, activities, categories, amounts, levels. No files, no
//! rounding, no floats, no words for people. Nothing here uses another room.

pub mod address;
pub mod amount;
pub mod area;
pub mod calendar;
pub mod canonical;
pub mod category;
pub mod cuts;
pub mod day;
pub mod decision;
pub mod effort;
pub mod exact;
pub mod guard;
pub mod labels;
pub mod normal;
pub mod period;
pub mod person;
pub mod place;
pub mod rules;
pub mod sketch;
pub mod skill;
pub mod slot;
pub mod source;
pub mod stated;
pub mod tab;
pub mod week;
pub mod written;
pub mod zone;

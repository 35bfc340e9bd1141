//! The hash function of the engine's tables.

/// Mixes a key so that each of its bits affects the low bits of the result, which the tables use as an index.
#[inline]
pub(super) fn mixed(key: u64) -> u64 {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    const OTHER: u64 = 0xD6E8_FEB8_6659_FD93;
    let product = u128::from(key ^ OTHER) * u128::from(ODD);
    product as u64 ^ (product >> 64) as u64
}

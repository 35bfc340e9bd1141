// What both scripts below need of numbers: fractions as decimals, and short text as numbers.
"use strict";

// A fraction, [numerator, denominator] as big integers with the denominator above zero; rounded once, halves away from zero.
function decimal([num, den], places) {
  const scale = 10n ** BigInt(places);
  const size = num < 0n ? -num : num;
  const digits = ((2n * size * scale + den) / (2n * den)).toString().padStart(places + 1, "0");
  const sign = num < 0n && /[1-9]/.test(digits) ? "-" : "";
  const split = digits.length - places;
  return sign + digits.slice(0, split) + (places ? "." + digits.slice(split) : "");
}

// See `digits` in src/render/json/origins.rs.
function numbersOf(text) {
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const all = [];
  let number = 0, weight = 1;
  for (const letter of text) {
    const digit = LETTERS.indexOf(letter);
    number += digit % 32 * weight;
    weight *= 32;
    if (digit >= 32) continue;
    all.push(number % 2 ? -(number - 1) / 2 : number / 2);
    [number, weight] = [0, 1];
  }
  return all;
}

// The coloured disc with a name's first letter, as whoever has no picture gets it.

import { h } from "./dom.js";

const HUES = 7;

/** Which of the colours somebody has; mixed a little, so that neighbours and the bot differ. */
export function hue(id) {
  const number = Math.abs(id) % 1_000_000;
  return (number ^ (number >> 4)) % HUES;
}

export function avatar(id, name) {
  return h("span", { class: `avatar hue-${hue(id)}`, "aria-hidden": "true", lang: "" }, [...name][0] ?? "?");
}

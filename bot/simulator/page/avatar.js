// The coloured disc with a name's first letter, as whoever has no picture gets it.

import { h } from "./dom.js";

const HUES = 7;

/** Which of the colours somebody has; the sign of a group's id says nothing. */
export const hue = (id) => Math.abs(id) % HUES;

export function avatar(id, name) {
  return h("span", { class: `avatar hue-${hue(id)}`, "aria-hidden": "true", lang: "" }, [...name][0] ?? "?");
}

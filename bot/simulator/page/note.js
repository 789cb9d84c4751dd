// A line over the page that says what has just happened, for a moment or as long as it lasts.

import { h } from "./dom.js";

const MOMENT = 6000; // milliseconds

export class Note {
  #timer = 0;

  constructor() {
    this.element = h("div", { class: "note-line", role: "status", "data-testid": "note" });
  }

  /** Says it for a moment. */
  say(text) {
    this.keep(text);
    this.#timer = setTimeout(() => this.clear(), MOMENT);
  }

  /** Says it until something else is said, or it is cleared. */
  keep(text) {
    clearTimeout(this.#timer);
    this.element.replaceChildren(h("span", {}, text));
  }

  clear() {
    clearTimeout(this.#timer);
    this.element.replaceChildren();
  }
}

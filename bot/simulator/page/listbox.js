// A list to choose from that follows a field: its options, which one is chosen, and the keys that walk over them.

import { h, mark, uniqueId } from "./dom.js";

const MOVES = { ArrowDown: 1, ArrowUp: -1 };

export class ListBox {
  #owner = null; // the element that has the focus and so carries aria-activedescendant

  constructor(name, attributes) {
    this.active = -1;
    this.element = h("div", { role: "listbox", id: uniqueId(name), tabindex: -1, "data-testid": name, ...attributes });
  }

  get options() {
    return [...this.element.children];
  }

  /** The attributes of the option at `index`. */
  attributesOf(index) {
    return { role: "option", id: `${this.element.id}-${index}`, lang: "", "aria-selected": "false" };
  }

  /** Shows `options` under the focus of `owner`; `active` is the index of the chosen one, -1 for none. */
  show(options, owner, active) {
    this.#owner = owner;
    this.element.replaceChildren(...options);
    this.activate(active);
  }

  /** Puts more options below those that are there. */
  append(options) {
    this.element.append(...options);
  }

  leave() {
    this.active = -1;
    mark(this.#owner, "aria-activedescendant", null);
  }

  /** One up or down for a key that says so, round the ends; with nothing chosen yet, up leads to the last one. */
  move({ key }) {
    const [step, count] = [MOVES[key], this.options.length];
    if (!step || count === 0) return false;
    this.activate(this.active === -1 && step === -1 ? count - 1 : (this.active + step + count) % count);
    return true;
  }

  activate(index) {
    this.active = index;
    this.options.forEach((option, at) => mark(option, "aria-selected", String(at === index)));
    const option = this.options[index];
    mark(this.#owner, "aria-activedescendant", option?.id);
    option?.scrollIntoView({ block: "nearest" });
  }
}

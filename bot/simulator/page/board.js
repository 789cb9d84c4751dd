// The content board: what is wrong with the content, where, the line itself, and the way out.

import { h, mark, uniqueId } from "./dom.js";
import { icon } from "./icons.js";

const AROUND = 140; // characters of a long line that are shown on either side of the column

export class Board {
  #folded = false;

  constructor(words) {
    this.words = words;
    this.list = h("ol", { class: "faults", id: uniqueId("faults"), tabindex: 0, "data-testid": "faults" });
    this.heading = h("h2", {});
    this.lead = h("p", {});
    this.fold = h(
      "button",
      {
        type: "button",
        class: "round",
        "aria-controls": this.list.id,
        "data-testid": "fold-board",
        onclick: () => this.#turn(!this.#folded),
      },
      icon("down"),
    );
    const head = h("div", { class: "head" }, icon("alert"), h("div", {}, this.heading, this.lead), this.fold);
    this.alert = h("div", { role: "alert" }, head);
    this.element = h(
      "section",
      { class: "board", hidden: true, "aria-label": words.down, "data-testid": "board" },
      this.alert,
      this.list,
    );
    this.#turn(false);
  }

  /** Shows the newest states of the content and of the bot; either may be unknown. */
  show(content, running) {
    const faults = content?.status === "faulty" ? content.faults : [];
    const down = running?.status === "down";
    this.element.hidden = faults.length === 0 && !down;
    if (this.element.hidden) return this.#turn(false);
    const { words } = this;
    this.heading.textContent = faults.length > 0 ? words.faults(faults.length) : words.down;
    this.lead.textContent = faults.length === 0 ? words.downOut : down ? words.faultsLeadDown : words.faultsLead;
    mark(this.element, "aria-label", this.heading.textContent);
    this.list.replaceChildren(...(faults.length > 0 ? faults.map((fault) => this.#fault(fault)) : [reason(running)]));
  }

  #fault({ file, line, column, path, words: wayOut, source }) {
    const place = h("span", { class: "where", lang: "en" }, `${file}:${line}:${column}`);
    const said = h("span", { class: "unseen" }, this.words.place(line, column));
    const what = h("p", { lang: "en" }, path && h("b", {}, `${path}: `), wayOut);
    const shown = source && sourceLine(source, line, column);
    return h("li", { "data-testid": "fault" }, h("div", {}, place, said), what, shown);
  }

  #turn(folded) {
    this.#folded = folded;
    mark(this.element, "data-folded", folded);
    mark(this.fold, "aria-expanded", String(!folded));
    mark(this.fold, "aria-label", folded ? this.words.unfold : this.words.fold);
  }
}

const reason = ({ reason: words }) => h("li", { lang: "en" }, h("p", {}, words));

/** The line with the place marked: from the column to the end of the word there. Columns count characters from 1. */
function sourceLine(source, line, column) {
  const characters = [...source];
  const from = Math.min(column - 1, characters.length);
  const word = /^\s*\S+/u.exec(characters.slice(from).join(""))?.[0] ?? " ";
  const to = from + [...word].length;
  const [start, end] = [Math.max(0, from - AROUND), Math.min(characters.length, to + AROUND)];
  const part = (first, last) => characters.slice(first, last).join("");
  const [before, after] = [start > 0 && "…", end < characters.length && "…"];
  return h(
    "pre",
    { lang: "", "data-testid": "source" },
    h("span", { class: "number", "aria-hidden": "true" }, line),
    h("code", {}, before, part(start, from), h("mark", {}, part(from, to) || " "), part(to, end), after),
  );
}

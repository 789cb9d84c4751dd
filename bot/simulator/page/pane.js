// The pane that can be opened: calls and updates as they happen, to look into, to sift, and to copy.

import { copy } from "./clipboard.js";
import { h, mark } from "./dom.js";
import { icon } from "./icons.js";
import { json } from "./traffic.js";
import { clock, duration, sign, transcript } from "./transcript.js";

const MOVES = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
const NEAR_END = 40; // pixels that still count as being at the end

export class Pane {
  #nodes = new Map(); // entry → its node
  #onlyRefusals = false;
  #atEnd = true;

  /** `say(text)` for what has just happened, `onToggle()` when it opens, closes or counts, `onLeave()` once closed. */
  constructor(words, traffic, { title, say, onToggle, onLeave }) {
    Object.assign(this, { words, traffic, title, say, onToggle, onLeave });
    this.unseen = 0; // refusals since it was open last
    this.#build();
    traffic.addEventListener("added", ({ detail }) => this.#added(detail));
    traffic.addEventListener("changed", ({ detail }) => this.#changed(detail));
    traffic.addEventListener("dropped", ({ detail }) => this.#dropped(detail));
  }

  get isOpen() {
    return !this.element.hidden;
  }

  toggle(open = !this.isOpen) {
    this.element.hidden = !open;
    if (open) {
      this.unseen = 0;
      this.#redraw();
      this.heading.focus();
    }
    this.onToggle();
  }

  #build() {
    const { words } = this;
    this.heading = h("h2", { tabindex: -1 }, words.callsTitle);
    this.status = h("p", { class: "unseen", role: "status", "data-testid": "refused" }); // not in it: heard when closed
    this.empty = h("p", { class: "empty" });
    this.log = h("div", {
      class: "entries",
      role: "log",
      "aria-live": "off", // refusals are announced, the rest would never end
      "aria-label": words.callsTitle,
      tabindex: 0,
      "data-testid": "entries",
      onkeydown: (event) => this.#walk(event),
      onscroll: () => (this.#atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_END),
    });
    this.filters = [this.#filter(words.all, false), this.#filter(words.refusals, true)];
    this.element = h(
      "aside",
      { class: "pane", hidden: true, "aria-label": words.callsTitle, "data-testid": "pane" },
      h("div", { class: "heading" }, this.heading, this.#button("round", "close", words.close, () => this.#leave())),
      this.#controls(),
      h("div", { class: "room" }, this.empty, this.log),
    );
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.#leave());
  }

  #controls() {
    const { words } = this;
    return h(
      "div",
      { class: "controls" },
      h("div", { class: "filters", role: "group", "aria-label": words.shown }, this.filters),
      this.#button("tool", "copy", words.copy, () => this.#copy(), "copy-transcript"),
      this.#button("round", "erase", words.clear, () => this.traffic.clear(), "clear-calls"),
    );
  }

  #button(kind, sign, label, onclick, testid) {
    const named = kind === "round" ? { "aria-label": label, title: label } : {};
    const text = kind === "round" ? null : h("span", {}, label);
    return h("button", { type: "button", class: kind, ...named, "data-testid": testid, onclick }, icon(sign), text);
  }

  #filter(label, onlyRefusals) {
    const testid = onlyRefusals ? "only-refusals" : "all-calls";
    const onclick = () => {
      this.#onlyRefusals = onlyRefusals;
      this.#redraw();
    };
    return h("button", { type: "button", "data-testid": testid, onclick }, label);
  }

  get #shown() {
    return this.traffic.entries.filter((entry) => this.#shows(entry));
  }

  #shows(entry) {
    return !this.#onlyRefusals || !entry.ok;
  }

  #redraw() {
    this.filters.forEach((filter, index) => mark(filter, "aria-pressed", String(this.#onlyRefusals === (index === 1))));
    this.#nodes = new Map(this.#shown.map((entry) => [entry, this.#entry(entry)]));
    this.log.replaceChildren(...this.#nodes.values());
    this.#toEnd();
    this.#sayIfEmpty();
  }

  #added(entry) {
    if (!entry.ok) this.#refused(entry);
    if (!this.isOpen || !this.#shows(entry)) return;
    const atEnd = this.#atEnd;
    const node = this.#entry(entry);
    this.#nodes.set(entry, node);
    this.log.append(node);
    if (atEnd) this.#toEnd();
    this.#sayIfEmpty();
  }

  #refused({ name, code, description }) {
    this.status.textContent = this.words.refusalOf(name, `${code} ${description}`);
    if (this.isOpen) return;
    this.unseen += 1;
    this.onToggle();
  }

  #changed(entry) {
    const took = this.#nodes.get(entry)?.querySelector(".took");
    if (took) took.textContent = duration(entry.took);
  }

  #dropped(entry) {
    if (entry === null) {
      this.unseen = 0;
      this.onToggle();
      return this.#redraw();
    }
    this.#nodes.get(entry)?.remove();
    this.#nodes.delete(entry);
  }

  #sayIfEmpty() {
    const { callsEmpty, noRefusals } = this.words;
    this.empty.textContent = this.#nodes.size > 0 ? "" : this.#onlyRefusals ? noRefusals : callsEmpty;
  }

  #entry(entry) {
    const { words } = this;
    const { name, who, gist, took, ok, code, description, at, toBot } = entry;
    const summary = h(
      "summary",
      { "data-testid": "entry", tabindex: -1 },
      h("span", { class: "arrow", "aria-hidden": "true" }, sign(entry)),
      h("span", { class: "unseen" }, toBot ? words.fromTelegram : words.fromBot),
      h("b", { class: "method" }, name),
      h("span", { class: "took" }, took === undefined ? "…" : duration(took)),
      h("time", {}, clock(at)),
      h("span", { class: "gist", lang: "" }, who && h("i", {}, who), " ", gist.slice(0, 120)),
      !ok && h("span", { class: "refusal", lang: "en" }, `${code} ${description}`),
    );
    const node = h("details", { class: `entry ${toBot ? "update" : "call"}`, "data-refused": !ok }, summary);
    node.addEventListener("toggle", () => node.open && this.#unfold(node, entry));
    return node;
  }

  #unfold(node, entry) {
    if (node.children.length === 1) node.append(unfolded(entry));
    node.scrollIntoView({ block: "nearest" });
  }

  /** Up and down from entry to entry; Enter and Space unfold the one that has the focus. */
  #walk(event) {
    const step = MOVES[event.key];
    if (step === undefined || event.target.tagName === "PRE") return;
    const summaries = [...this.log.querySelectorAll("summary")];
    const at = summaries.indexOf(document.activeElement);
    const from = at === -1 && step === -1 ? summaries.length : at; // from nowhere, up leads to the last one
    summaries[Math.max(0, Math.min(from + step, summaries.length - 1))]?.focus();
    event.preventDefault();
  }

  #toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.#atEnd = true;
  }

  async #copy() {
    const entries = this.#shown;
    const copied = await copy(transcript(this.title(), entries));
    this.say(copied ? this.words.copied(entries.length) : this.words.notCopied);
  }

  #leave() {
    this.toggle(false);
    this.onLeave();
  }
}

const unfolded = (entry) => h("pre", { tabindex: 0, lang: "" }, json(entry, 2));

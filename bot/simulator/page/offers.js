// Inline mode above the composer: what the bot offers for the words after its name, and the button above that.

import { h, mark } from "./dom.js";
import { icon } from "./icons.js";
import { ListBox } from "./listbox.js";

const PAUSE = 250; // milliseconds without a key before a client asks
const LONGEST = 256; // characters of a query; more are not asked
const NEAR_END = 160; // pixels from the end of the list at which it asks for more

export class Offers {
  #list = new ListBox("offers", { class: "offered" });
  #asked = null; // {text, query, offset} of what was asked last, until a frame answers it
  #typed = ""; // what was typed when it was asked
  #answer = null; // the newest frame that answered
  #timer = 0;

  /** `context` has `words`, `inlineName` (null: no inline mode), `askInline(text, offset)`, `choose(queryId, resultId)`
   * and `openBot(parameter)`; `onChosen` clears the field. */
  constructor(context, { onChosen }) {
    Object.assign(this, { context, onChosen });
    this.above = h("button", { type: "button", class: "above", "data-testid": "offers-above" });
    this.above.addEventListener("click", () => this.#openBot());
    this.none = h("p", { class: "none", role: "status" });
    this.element = h(
      "div",
      { class: "offers", hidden: true, "data-testid": "inline" },
      this.above,
      this.none,
      this.#list.element,
    );
    this.element.addEventListener("keydown", (event) => this.#leave(event));
    this.#list.element.addEventListener("scroll", () => this.#more());
    this.element.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    this.reword();
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** The id of the list, for aria-controls. */
  get id() {
    return this.#list.element.id;
  }

  reword() {
    mark(this.#list.element, "aria-label", this.context.words.offers);
    this.none.textContent = this.context.words.noOffers;
  }

  /** Follows what is typed in `field`: asks while it is the bot's name and whatever comes after it, closed otherwise. */
  follow(field) {
    clearTimeout(this.#timer);
    this.field = field;
    const name = this.context.inlineName;
    const isMeant = name && field.value.toLowerCase().startsWith(`@${name} `.toLowerCase());
    if (!isMeant || [...wordsIn(field.value)].length > LONGEST) return this.close();
    if (this.isOpen && field.value === this.#typed) return;
    this.#timer = setTimeout(() => this.#ask(field.value), PAUSE);
  }

  close() {
    clearTimeout(this.#timer);
    this.#asked = null;
    this.#typed = "";
    if (!this.isOpen) return;
    this.element.hidden = true;
    this.#list.leave();
  }

  /** Shows what a frame offers, if it answers what was asked last. */
  hear(frame) {
    if (!this.#asked || frame.query !== this.#asked.query || frame.offset !== this.#asked.offset) return;
    const isMore = this.#asked.offset !== "" && this.#answer !== null;
    this.#asked = null;
    const before = isMore ? this.#answer.results : [];
    this.#answer = { ...frame, results: [...before, ...frame.results.map((result) => ({ ...result, from: frame }))] };
    if (isMore) this.#list.append(this.#options(before.length));
    else this.#show();
    this.#more(); // where all of it is in view
  }

  /** Deals with a key pressed in the field; true when it was one of the list's. */
  key(event) {
    if (!this.isOpen || event.isComposing) return false;
    const chosen = this.#answer.results[this.#list.active];
    if (this.#list.move(event)) return true;
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && chosen && !event.shiftKey) this.#choose(chosen);
    else return false;
    return true;
  }

  /** Escape on the button leads back to the field. */
  #leave(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.field.focus();
    this.close();
  }

  #ask(text, offset = "") {
    if (!this.context.askInline(text, offset)) return;
    this.#typed = text;
    this.#asked = { text, query: wordsIn(text), offset };
  }

  #more() {
    const { scrollHeight, scrollTop, clientHeight } = this.#list.element;
    if (this.#asked || !this.#answer?.next_offset || scrollHeight - scrollTop - clientHeight > NEAR_END) return;
    this.#ask(this.#typed, this.#answer.next_offset);
  }

  #show() {
    const { results, button } = this.#answer;
    this.above.textContent = button?.text ?? "";
    this.above.hidden = !button;
    this.none.hidden = results.length > 0;
    this.#list.element.hidden = results.length === 0;
    this.element.hidden = false;
    this.#list.element.scrollTop = 0;
    this.#list.show(this.#options(0), this.field, -1); // as Telegram: Enter sends what was typed
  }

  #options(start) {
    return this.#answer.results.slice(start).map((result, index) => this.#option(result, start + index));
  }

  #option(result, index) {
    const onclick = () => this.#choose(result);
    const { title = "", description, thumbnail_url: picture } = result;
    const attributes = { class: "offer", "data-testid": "offer", onclick };
    return h(
      "div",
      { ...this.#list.attributesOf(index), ...attributes },
      h("span", { class: "thumbnail", "aria-hidden": "true" }, picture ? icon("photo") : firstSign(title)),
      h("span", { class: "told" }, h("b", {}, title), description && h("span", {}, description)),
    );
  }

  #choose(result) {
    if (!this.context.choose(result.from.query_id, result.id)) return;
    this.close();
    this.onChosen();
  }

  #openBot() {
    const parameter = this.#answer.button.start_parameter;
    this.close();
    if (parameter === undefined) this.context.notHere();
    else this.context.openBot(parameter);
  }
}

/** What comes after the bot's name. */
const wordsIn = (text) => text.slice(text.indexOf(" ") + 1);

/** What stands for a picture that there is not: the first letter or figure. */
const firstSign = (title) => /[\p{L}\p{N}]/u.exec(title)?.[0].toUpperCase() ?? "?";

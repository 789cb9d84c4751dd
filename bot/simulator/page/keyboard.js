// The inline keyboard under a message: rows of buttons, what waits for an answer, and where the focus stays.

import { h, mark } from "./dom.js";
import { icon } from "./icons.js";
import { anchor } from "./links.js";

const PATIENCE = 15_000; // milliseconds until a client gives up waiting for answerCallbackQuery
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export class Keyboard {
  #rows = [];
  #waiting = new Map(); // "row:column" → {queryId, timer}
  #answered = new Set(); // query ids whose answer may have come before their name

  /**
   * `context` has `words`, `openLink(url, text)`, `press(messageId, row, column)`, `copy(text)`, `intoInline(action)`
   * and `notHere()`.
   */
  constructor(messageId, context) {
    this.messageId = messageId;
    this.context = context;
    this.element = h("div", { class: "keyboard", "data-testid": "keyboard", onkeydown: (event) => this.#walk(event) });
  }

  /** Draws `rows`; a button that stays what it was goes on waiting, and the focus stays on its row and column. */
  show(rows) {
    const focused = this.#place(document.activeElement);
    for (const [key, { timer }] of this.#waiting) {
      const [row, column] = key.split(":");
      if (same(this.#rows[row]?.[column], rows[row]?.[column])) continue;
      clearTimeout(timer);
      this.#waiting.delete(key);
    }
    this.#rows = rows;
    this.element.replaceChildren(
      ...rows.map((buttons, row) =>
        h(
          "div",
          { class: "row" },
          buttons.map((button, column) => this.#button(button, row, column)),
        ),
      ),
    );
    for (const key of this.#waiting.keys()) this.#busy(key, true);
    if (focused) this.focus(...focused);
  }

  /** Focuses the button at this place, or the nearest one there is. */
  focus(row, column) {
    const line = this.element.children[Math.min(row, this.element.children.length - 1)];
    line?.children[Math.min(column, line.children.length - 1)]?.focus({ preventScroll: true });
  }

  /** The server's name for the press on this button. */
  pressed(row, column, queryId) {
    const waiting = this.#waiting.get(`${row}:${column}`);
    if (waiting) waiting.queryId = queryId;
    if (this.#answered.has(queryId)) this.answered(queryId);
  }

  /** The query has been answered, or never will be. */
  answered(queryId) {
    this.#answered.add(queryId);
    for (const [key, waiting] of this.#waiting) if (waiting.queryId === queryId) this.#stop(key);
  }

  #button(button, row, column) {
    const { words } = this.context;
    const attributes = {
      class: `button ${styleOf(button)}`,
      "data-testid": "button",
      "data-row": row,
      "data-column": column,
    };
    const label = h("span", { class: "label" }, button.text);
    if (button.url) {
      const described = { ...attributes, "aria-description": words.opensInNewTab };
      const open = () => this.context.openLink(button.url, button.text);
      const link = anchor(button.url, described, [label, icon("outward")], open);
      if (link) return link;
    }
    const [sign, described] = button.copy_text
      ? ["copy", words.copies]
      : inlineOf(button)
        ? ["forward", words.offersThere]
        : [];
    const onclick = () => this.#press(button, row, column);
    const named = { type: "button", ...attributes, "aria-description": described, onclick };
    return h("button", named, label, sign && icon(sign));
  }

  #press(button, row, column) {
    if (button.copy_text) return this.context.copy(button.copy_text.text);
    if (inlineOf(button)) return this.context.intoInline(inlineOf(button));
    if (!("callback_data" in button)) return this.context.notHere();
    const key = `${row}:${column}`;
    if (this.#waiting.has(key) || !this.context.press(this.messageId, row, column)) return;
    this.#waiting.set(key, { queryId: null, timer: setTimeout(() => this.#stop(key), PATIENCE) });
    this.#busy(key, true);
  }

  #stop(key) {
    clearTimeout(this.#waiting.get(key)?.timer);
    this.#waiting.delete(key);
    this.#busy(key, false);
  }

  #busy(key, busy) {
    const [row, column] = key.split(":");
    const button = this.element.children[row]?.children[column];
    if (button) mark(button, "aria-busy", busy && "true");
  }

  #place(element) {
    if (!this.element.contains(element) || !element.dataset.row) return null;
    return [Number(element.dataset.row), Number(element.dataset.column)];
  }

  #walk(event) {
    const place = this.#place(document.activeElement);
    const step = STEPS[event.key];
    if (!place || !step) return;
    const [row, column] = [place[0] + step[0], place[1] + step[1]];
    if (row < 0 || column < 0 || row >= this.#rows.length) return;
    event.preventDefault();
    this.focus(row, column);
    document.activeElement.scrollIntoView({ block: "nearest" });
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** What a button into inline mode types there, and into which kinds of chats; without any, into the open one. */
function inlineOf(button) {
  const { switch_inline_query: any, switch_inline_query_current_chat: here } = button;
  const { switch_inline_query_chosen_chat: chosen } = button;
  if (here !== undefined) return { query: here };
  if (any !== undefined) return { query: any, chats: { groups: true, bot: true } };
  if (chosen === undefined) return null;
  return { query: chosen.query ?? "", chats: { groups: chosen.allow_group_chats, bot: chosen.allow_bot_chats } };
}

const styleOf = ({ style }) => (["primary", "success", "danger"].includes(style) ? style : "");

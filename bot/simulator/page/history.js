// The messages of a chat, oldest first: kept in step with the world without the view jumping.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { MessageView } from "./message.js";
import { formatted } from "./words.js";

const NEAR_END = 60; // pixels that still count as being at the end

export class History {
  #views = new Map();
  #newest = 0;
  #atEnd = true;

  constructor(context) {
    this.context = context;
    this.list = h("div", { class: "list" });
    this.log = h(
      "div",
      {
        class: "log",
        role: "log",
        "aria-live": "polite",
        tabindex: 0,
        "data-testid": "messages",
        onscroll: () => this.#scrolled(),
      },
      this.list,
    );
    this.toEnd = h(
      "button",
      { type: "button", class: "to-end", hidden: true, onclick: () => this.scrollToEnd() },
      icon("down"),
    );
    this.element = h("div", { class: "history" }, this.log, this.toEnd);
    new ResizeObserver(() => this.#atEnd && this.scrollToEnd()).observe(this.log);
    new ResizeObserver(() => this.#scrolled()).observe(this.list); // a quotation unfolded: the end may be out of sight
    this.#label();
  }

  /** The view of a message, if it is shown. */
  view(messageId) {
    return this.#views.get(messageId);
  }

  /** Forgets everything: what follows is another chat. */
  clear() {
    this.#forget(new Set());
    this.#newest = 0;
    this.#atEnd = true;
  }

  /** Shows exactly `messages`, or `empty` in their place when there are none. */
  show(messages, empty) {
    const restore = this.#keepPlace();
    for (const message of messages) this.#view(message).show(message);
    this.#forget(new Set(messages.map((message) => message.message_id)));
    this.#arrange(messages.length > 0 ? this.#withDays(messages) : [empty]);
    const newest = messages.at(-1)?.message_id ?? 0;
    if (newest > this.#newest) this.scrollToEnd();
    else restore();
    this.#newest = newest;
  }

  scrollToEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.#atEnd = true;
    this.toEnd.hidden = true;
  }

  reword() {
    this.#label();
    const restore = this.#keepPlace();
    for (const view of this.#views.values()) view.reword();
    restore();
  }

  #label() {
    this.log.setAttribute("aria-label", this.context.words.messages);
    this.toEnd.setAttribute("aria-label", this.context.words.toEnd);
  }

  #view({ message_id: id }) {
    if (!this.#views.has(id)) this.#views.set(id, new MessageView(id, this.context));
    return this.#views.get(id);
  }

  #forget(kept) {
    for (const [id, view] of this.#views) {
      if (kept.has(id)) continue;
      view.element.remove();
      this.#views.delete(id);
    }
  }

  /** Puts `nodes` in order, moving only those out of place: a moved node would lose the focus in it. */
  #arrange(nodes) {
    const wanted = new Set(nodes);
    for (const child of [...this.list.children]) if (!wanted.has(child)) child.remove();
    nodes.forEach((node, index) => {
      if (this.list.children[index] !== node) this.list.insertBefore(node, this.list.children[index] ?? null);
    });
  }

  #withDays(messages) {
    const nodes = [];
    let day = "";
    messages.forEach((message, index) => {
      const next = this.#day(message.date);
      if (next !== day) nodes.push(this.#chip((day = next)));
      const view = this.view(message.message_id);
      view.place(sameSender(messages[index - 1], message), sameSender(message, messages[index + 1]));
      nodes.push(view.element);
    });
    return nodes;
  }

  /** The chip of a day that is already there is used again, so that the log does not announce it anew. */
  #chip(day) {
    const there = [...this.list.querySelectorAll(".day")].find((chip) => chip.textContent === day);
    return there ?? h("div", { class: "day" }, day);
  }

  #day(seconds) {
    const { words, languageCode } = this.context;
    const today = new Date().toDateString() === new Date(seconds * 1000).toDateString();
    return today ? words.today : formatted(seconds, languageCode, { day: "numeric", month: "long" });
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    this.toEnd.hidden = this.#atEnd;
  }

  /** Remembers what is in view: the end, or else the first message in sight. Returns what brings it back. */
  #keepPlace() {
    if (this.#atEnd) return () => this.scrollToEnd();
    const top = this.log.getBoundingClientRect().top;
    const first = [...this.list.children].find((child) => child.getBoundingClientRect().bottom > top);
    const before = first?.getBoundingClientRect().top;
    return () => {
      if (first?.isConnected) this.log.scrollTop += first.getBoundingClientRect().top - before;
    };
  }
}

const sameSender = (one, other) => one !== undefined && other !== undefined && one.from?.id === other.from?.id;

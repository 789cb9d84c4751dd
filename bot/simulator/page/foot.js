// The foot of a phone: the composer, or in its place START (in an empty chat, after a start link) or UNBLOCK.

import { Composer } from "./composer.js";
import { h } from "./dom.js";

export class Foot {
  #parameter = null; // of the start link that was tapped
  #empty = true;
  #blocked = false;

  /** `send(text)` and `attach(kind)` as the Composer has them; `onStarted`: START goes, and had the focus. */
  constructor(context, { send, attach, unblock, onStarted }) {
    Object.assign(this, { context, send, onStarted });
    this.composer = new Composer(context, { send, attach });
    this.startButton = h("button", {
      type: "button",
      class: "start",
      "data-testid": "start",
      onclick: () => this.#start(),
    });
    this.unblockButton = h("button", {
      type: "button",
      class: "start",
      "data-testid": "unblock",
      onclick: () => unblock(),
    });
    this.element = h("footer", { class: "foot" }, this.startButton, this.unblockButton, this.composer.element);
  }

  /** Whether the chat is empty or blocked decides; a start link waits for its tap. */
  show({ empty, blocked }) {
    this.#empty = empty;
    this.#blocked = blocked;
    this.#draw();
  }

  /** Puts START in place, to send this parameter. */
  offerStart(parameter) {
    this.#parameter = parameter;
    this.#draw();
    this.startButton.focus();
  }

  /** Something has been said: the offer is over. */
  said() {
    this.#parameter = null;
    this.#draw();
  }

  reword() {
    this.startButton.textContent = this.context.words.start;
    this.unblockButton.textContent = this.context.words.unblock;
    this.composer.reword();
  }

  #start() {
    this.send(`/start ${this.#parameter ?? ""}`.trim());
  }

  #draw() {
    const starts = !this.#blocked && (this.#empty || this.#parameter !== null);
    const hadFocus = [this.startButton, this.unblockButton].includes(document.activeElement);
    this.startButton.hidden = !starts;
    this.unblockButton.hidden = !this.#blocked;
    this.composer.element.hidden = starts || this.#blocked;
    if (hadFocus && !this.composer.element.hidden) this.onStarted();
  }
}

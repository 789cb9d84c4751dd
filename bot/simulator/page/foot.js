// The foot of a phone: the composer, or START in its place in an empty chat and after a tap on a start link.

import { Composer } from "./composer.js";
import { h } from "./dom.js";

export class Foot {
  #parameter = null; // of the start link that was tapped
  #empty = true;

  /** `send(text)` and `attach(kind)` as the Composer has them; `onStarted`: START goes, and had the focus. */
  constructor(context, { send, attach, onStarted }) {
    Object.assign(this, { context, send, onStarted });
    this.composer = new Composer(context, { send, attach });
    this.startButton = h("button", {
      type: "button",
      class: "start",
      "data-testid": "start",
      onclick: () => this.#start(),
    });
    this.element = h("footer", { class: "foot" }, this.startButton, this.composer.element);
  }

  /** Whether the chat is empty decides; a start link waits for its tap. */
  show(empty) {
    this.#empty = empty;
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
    this.composer.reword();
  }

  #start() {
    this.send(`/start ${this.#parameter ?? ""}`.trim());
  }

  #draw() {
    const starts = this.#empty || this.#parameter !== null;
    const hadFocus = document.activeElement === this.startButton;
    this.startButton.hidden = !starts;
    this.composer.element.hidden = starts;
    if (hadFocus && !starts) this.onStarted();
  }
}

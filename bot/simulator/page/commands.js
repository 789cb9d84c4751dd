// The list of a bot's commands above the composer: opened by the Menu button, or filtered by what is typed after "/".

import { h, mark, uniqueId } from "./dom.js";

const MOVES = { ArrowDown: 1, ArrowUp: -1 };

export class CommandList {
  #shown = [];
  #active = -1;
  #owner = null; // the element that has the focus and so carries aria-activedescendant

  /** `onSend(command)` for a tap or Enter, `onComplete(command)` for Tab; both get the name without the slash. */
  constructor({ onSend, onComplete, onToggle }) {
    Object.assign(this, { onSend, onComplete, onToggle });
    this.commands = [];
    this.element = h("div", {
      class: "commands",
      role: "listbox",
      id: uniqueId("commands"),
      tabindex: -1,
      hidden: true,
      "data-testid": "commands",
    });
    this.element.addEventListener("keydown", (event) => this.key(event) && event.preventDefault());
    // A tap must not take the focus from the field: on a touch screen the keyboard would close and the list move away.
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** Opens with every command, under the focus. */
  openAll() {
    this.#open(this.commands, this.element, 0);
    this.element.focus();
  }

  /** Follows what is typed in `field`: open while it is the beginning of a command, closed otherwise. */
  follow(field) {
    const typed = /^\/([a-z0-9_]*)$/i.exec(field.value)?.[1].toLowerCase();
    const fitting = typed === undefined ? [] : this.commands.filter(({ command }) => command.startsWith(typed));
    if (fitting.length === 0) return this.close();
    const exact = fitting.findIndex(({ command }) => command === typed);
    this.#open(fitting, field, typed === "" ? -1 : Math.max(exact, 0)); // as Telegram: nothing chosen for a bare slash
  }

  close() {
    if (!this.isOpen) return;
    this.element.hidden = true;
    mark(this.#owner, "aria-activedescendant", null);
    this.onToggle(false);
  }

  /** Deals with a key pressed in the field or on the list; true when it was one of the list's. */
  key(event) {
    if (!this.isOpen || event.isComposing) return false;
    const chosen = this.#shown[this.#active];
    if (MOVES[event.key]) this.#move(MOVES[event.key]);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && chosen && !event.shiftKey) this.#choose(chosen, this.onSend);
    else if (event.key === "Tab" && !event.shiftKey) this.#choose(chosen ?? this.#shown[0], this.onComplete);
    else return false;
    return true;
  }

  #open(commands, owner, active) {
    this.#shown = commands;
    this.#owner = owner;
    this.element.replaceChildren(...commands.map((command, index) => this.#option(command, index)));
    this.element.hidden = false;
    this.#activate(active);
    this.onToggle(true);
  }

  #option(command, index) {
    const id = `${this.element.id}-${index}`;
    const attributes = {
      class: "command",
      role: "option",
      id,
      lang: "",
      "data-testid": "command",
      "data-command": command.command,
    };
    const onclick = () => this.#choose(command, this.onSend);
    return h(
      "div",
      { ...attributes, onclick },
      h("b", {}, `/${command.command}`),
      " ",
      h("span", {}, command.description),
    );
  }

  /** One up or down, round the ends; with nothing chosen yet, up leads to the last one. */
  #move(step) {
    const count = this.#shown.length;
    this.#activate(this.#active === -1 && step === -1 ? count - 1 : (this.#active + step + count) % count);
  }

  #activate(index) {
    this.#active = index;
    [...this.element.children].forEach((option, at) => mark(option, "aria-selected", String(at === this.#active)));
    const option = this.element.children[this.#active];
    mark(this.#owner, "aria-activedescendant", option?.id);
    option?.scrollIntoView({ block: "nearest" });
  }

  #choose({ command }, how) {
    this.close();
    how(command);
  }
}

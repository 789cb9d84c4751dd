// The list of a bot's commands above the composer: opened by the Menu button, or filtered by what is typed after "/".

import { h } from "./dom.js";
import { ListBox } from "./listbox.js";

export class CommandList {
  #shown = [];
  #list = new ListBox("commands", { class: "commands", hidden: true });

  /** `onSend(command)` for a tap or Enter, `onComplete(command)` for Tab; both get the name without the slash. */
  constructor({ onSend, onComplete, onToggle }) {
    Object.assign(this, { onSend, onComplete, onToggle });
    this.commands = [];
    this.element = this.#list.element;
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
    this.#list.leave();
    this.onToggle(false);
  }

  /** Deals with a key pressed in the field or on the list; true when it was one of the list's. */
  key(event) {
    if (!this.isOpen || event.isComposing) return false;
    const chosen = this.#shown[this.#list.active];
    if (this.#list.move(event)) return true;
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && chosen && !event.shiftKey) this.#choose(chosen, this.onSend);
    else if (event.key === "Tab" && !event.shiftKey) this.#choose(chosen ?? this.#shown[0], this.onComplete);
    else return false;
    return true;
  }

  #open(commands, owner, active) {
    this.#shown = commands;
    this.element.hidden = false;
    this.#list.show(
      commands.map((command, index) => this.#option(command, index)),
      owner,
      active,
    );
    this.onToggle(true);
  }

  #option(command, index) {
    const attributes = { class: "command", "data-testid": "command", "data-command": command.command };
    const onclick = () => this.#choose(command, this.onSend);
    return h(
      "div",
      { ...this.#list.attributesOf(index), ...attributes, onclick },
      h("b", {}, `/${command.command}`),
      " ",
      h("span", {}, command.description),
    );
  }

  #choose({ command }, how) {
    this.close();
    how(command);
  }
}

// Where a person writes: the Menu button with its commands, the text field, attachments and the send button.

import { CommandList } from "./commands.js";
import { h, mark, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { Offers } from "./offers.js";

const KINDS = ["photo", "sticker", "location"];
const LONGEST = 4096; // UTF-16 units of one message

export class Composer {
  #commands = "";

  /** `context` has `words`; `send(text)` and `attach(kind)` return false without a line: the text stays. */
  constructor(context, { send, attach }) {
    Object.assign(this, { context, send, attach });
    this.list = new CommandList({
      onSend: (command) => this.#sendCommand(command),
      onComplete: (command) => this.#complete(command),
      onToggle: (open) => this.#listToggled(open),
    });
    this.offers = new Offers(context, { onChosen: () => this.#write("") });
    this.#build();
    this.#listen();
    this.reword();
    this.#typed();
  }

  /** The commands to offer; without any there is no Menu button, as in Telegram. */
  setCommands(commands, suffix = "") {
    const given = JSON.stringify([commands, suffix]);
    if (given === this.#commands) return; // drawn anew, the list would forget which one is chosen
    this.#commands = given;
    this.suffix = suffix;
    this.list.commands = commands;
    this.menu.hidden = commands.length === 0;
    if (this.list.isOpen && document.activeElement === this.field) this.list.follow(this.field);
  }

  /** What is being written, to be put back later. */
  get draft() {
    return this.field.value;
  }

  set draft(text) {
    this.offers.close(); // they were for another chat
    this.#write(text);
  }

  /** Writes the bot's name and words after it, for which it offers what fits. */
  mention(name, query = "") {
    this.#write(`@${name} ${query}`);
    this.field.focus();
  }

  reword() {
    const { words } = this.context;
    this.field.placeholder = words.field;
    mark(this.field, "aria-label", words.field);
    mark(this.menu, "aria-label", words.menu);
    mark(this.list.element, "aria-label", words.commands);
    this.offers.reword();
    mark(this.kinds, "aria-label", words.attach);
    mark(this.attachButton, "aria-label", words.attach);
    mark(this.sendButton, "aria-label", words.send);
    this.menuLabel.textContent = words.menu;
    KINDS.forEach((kind, index) => (this.kinds.children[index].lastElementChild.textContent = words[kind]));
  }

  #build() {
    this.menuLabel = h("span", {});
    this.menu = h(
      "button",
      {
        type: "button",
        class: "menu",
        "aria-haspopup": "listbox",
        "aria-expanded": "false",
        "aria-controls": this.list.element.id,
        "data-testid": "menu",
      },
      icon("menu"),
      this.menuLabel,
    );
    this.field = h("textarea", {
      rows: 1,
      maxlength: LONGEST,
      autocomplete: "off",
      enterkeyhint: "send",
      "aria-autocomplete": "list",
      "aria-controls": `${this.list.element.id} ${this.offers.id}`,
      "data-testid": "composer",
    });
    this.kinds = h(
      "div",
      { class: "kinds", role: "menu", id: uniqueId("kinds"), hidden: true },
      KINDS.map((kind) => this.#kind(kind)),
    );
    this.attachButton = h(
      "button",
      {
        type: "button",
        class: "round",
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        "aria-controls": this.kinds.id,
        "data-testid": "attach",
      },
      icon("attach"),
    );
    this.sendButton = h("button", { type: "submit", class: "round send", "data-testid": "send" }, icon("send"));
    const line = h("div", { class: "line" }, this.menu, this.field, this.attachButton, this.sendButton);
    this.element = h("form", { class: "composer" }, this.list.element, this.offers.element, this.kinds, line);
  }

  #kind(kind) {
    const onclick = () => {
      this.#toggleKinds(false);
      this.attach(kind);
      this.attachButton.focus();
    };
    return h(
      "button",
      { type: "button", role: "menuitem", "data-testid": `attach-${kind}`, onclick },
      icon(kind),
      h("span", {}),
    );
  }

  #listen() {
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.menu.addEventListener("click", () => (this.list.isOpen ? this.list.close() : this.list.openAll()));
    // While the list is open the menu must not take its focus: that would close it, and the click open it again.
    this.menu.addEventListener("mousedown", (event) => this.list.isOpen && event.preventDefault());
    this.attachButton.addEventListener("click", () => this.#toggleKinds(this.kinds.hidden));
    this.field.addEventListener("input", () => this.#typed());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.kinds.addEventListener("keydown", (event) => this.#kindsKey(event));
    this.element.addEventListener("focusout", (event) => this.#left(event.relatedTarget));
  }

  #key(event) {
    if (this.list.key(event) || this.offers.key(event)) return event.preventDefault();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#submit();
  }

  #typed() {
    this.field.style.height = "auto";
    const borders = this.field.offsetHeight - this.field.clientHeight;
    this.field.style.height = `${this.field.scrollHeight + borders}px`;
    this.sendButton.disabled = this.field.value.trim() === "";
    this.list.follow(this.field);
    this.offers.follow(this.field);
  }

  #submit() {
    const text = this.field.value.trim();
    if (text === "" || !this.send(text)) return;
    this.#write("");
  }

  #write(text) {
    this.field.value = text;
    this.#typed();
  }

  #sendCommand(command) {
    if (this.send(`/${command}${this.suffix}`)) this.#write("");
    if (!this.element.contains(document.activeElement) || this.list.element === document.activeElement)
      this.menu.focus();
  }

  #complete(command) {
    this.#write(`/${command}${this.suffix} `);
    this.field.focus();
  }

  #listToggled(open) {
    this.menu.setAttribute("aria-expanded", String(open));
    this.menu.firstElementChild.replaceWith(icon(open ? "close" : "menu"));
    if (!open && document.activeElement === this.list.element) this.menu.focus();
  }

  #toggleKinds(open) {
    this.kinds.hidden = !open;
    this.attachButton.setAttribute("aria-expanded", String(open));
    if (open) this.kinds.firstElementChild.focus();
  }

  #kindsKey(event) {
    const items = [...this.kinds.children];
    const at = items.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items[(at + step + items.length) % items.length].focus();
    else if (event.key === "Escape") this.attachButton.focus();
    else return;
    event.preventDefault();
    if (!step) this.#toggleKinds(false);
  }

  /** What was opened closes when the focus goes elsewhere, or nowhere: a tap beside it. */
  #left(next) {
    if (!this.kinds.contains(next) && next !== this.attachButton) this.#toggleKinds(false);
    if (next !== this.list.element && next !== this.field && next !== this.menu) this.list.close();
    if (!this.element.contains(next)) this.offers.close(); // on the way to its button the keyboard passes the menu
  }
}

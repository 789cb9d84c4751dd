// Beside a phone: what this page is, whose phone it is, its language, a fresh start, and what the bot asks of Telegram.

import { h, mark, uniqueId } from "./dom.js";
import { avatar } from "./header.js";
import { icon } from "./icons.js";
import { LANGUAGES, wordsFor } from "./words.js";

const CALLS_KEPT = 50;

export class Panel {
  constructor(root, phone, socket) {
    Object.assign(this, { root, phone, socket });
    this.#build();
    root.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    socket.addEventListener("frame", ({ detail }) => this.#hear(detail));
    this.redraw();
  }

  /** On a narrow window the panel lies over the phone; elsewhere it is always there and this changes nothing. */
  open() {
    this.root.toggleAttribute("data-open", true);
    this.phone.root.inert = true;
    this.closeButton.focus();
  }

  close() {
    if (!this.root.hasAttribute("data-open")) return;
    this.root.removeAttribute("data-open");
    this.phone.root.inert = false;
    this.phone.header.more.focus();
  }

  redraw() {
    const { words } = this.phone;
    const person = this.socket.world.people.get(this.phone.person);
    const name = [person?.first_name, person?.last_name].filter(Boolean).join(" ");
    mark(this.root, "lang", words.lang);
    mark(this.root, "aria-label", words.settings);
    mark(this.closeButton, "aria-label", words.close);
    this.title.textContent = this.socket.world.bot.name;
    for (const [node, text] of this.texts) node.textContent = words[text];
    this.who.replaceChildren(
      avatar(this.phone.person, name),
      h("span", {}, h("small", {}, words.who), h("b", {}, name)),
    );
    this.#showLanguage(person?.language_code ?? "en");
  }

  #build() {
    const worded = (node, text) => this.texts.push([node, text]) && node;
    const id = uniqueId("language");
    this.texts = [];
    this.title = h("h2", { lang: "" });
    this.who = h("div", { class: "who" });
    this.closeButton = h(
      "button",
      { type: "button", class: "round close", onclick: () => this.close() },
      icon("close"),
    );
    this.language = h(
      "select",
      { id, "data-testid": "language", onchange: () => this.#changeLanguage() },
      LANGUAGES.map(([code, name]) => option(code, name)),
    );
    this.note = h("p", { class: "note", role: "status" });
    this.calls = h("ol", { class: "calls", lang: "en" });
    this.root.replaceChildren(
      this.closeButton,
      this.title,
      worded(h("p", { class: "lead" }), "lead"),
      h(
        "div",
        { class: "card" },
        this.who,
        worded(h("label", { for: id }), "language"),
        this.language,
        this.note,
        this.#startOver(worded),
      ),
      worded(h("p", { class: "tip" }), "tip"),
      h("details", {}, worded(h("summary", {}), "calls"), this.calls),
    );
  }

  #startOver(worded) {
    const id = uniqueId("startover");
    const onclick = () => {
      this.socket.ask({ do: "clear", person: this.phone.person, chat: this.phone.chat });
      this.close();
    };
    const button = h(
      "button",
      { type: "button", class: "plain", "aria-describedby": id, "data-testid": "startover", onclick },
      icon("restart"),
      worded(h("span", {}), "startOver"),
    );
    return [button, worded(h("small", { id }), "startOverNote")];
  }

  /** A language the list lacks gets an option of its own, so that the choice never shows something untrue. */
  #showLanguage(code) {
    if (![...this.language.options].some(({ value }) => value === code)) this.language.append(option(code, code));
    this.language.value = code;
  }

  #changeLanguage() {
    const [{ value, text }] = this.language.selectedOptions;
    const { person } = this.phone;
    if (this.socket.ask({ do: "language", person, language_code: value }))
      this.note.textContent = wordsFor(value).languageNote(text);
    else this.redraw();
  }

  #hear(frame) {
    if (["world", "person", "bot"].includes(frame.type)) this.redraw();
    if (frame.type === "call") this.#showCall(frame);
  }

  #showCall({ method, ok, error_code: code, description, took_ms: took }) {
    const outcome = ok ? `${Math.round(took)} ms` : `${code} ${description}`;
    this.calls.prepend(h("li", { class: ok ? "" : "refused" }, h("b", {}, method), " ", h("span", {}, outcome)));
    this.calls.children[CALLS_KEPT]?.remove();
  }
}

const option = (code, name) => h("option", { value: code, lang: code }, name);

// What can be done with a phone: its Telegram's language, a fresh start, blocking the bot, putting it away.

import { avatar } from "./avatar.js";
import { h, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { LANGUAGES, languageName, wordsFor } from "./words.js";

export class Settings {
  #texts = []; // what has a word of its own: [node, the word's name]

  /** `phone` tells how it stands and does what is chosen; `close()` closes the sheet. */
  constructor(phone, close) {
    Object.assign(this, { phone, close });
    this.#build();
    this.reword();
  }

  reword() {
    const { words, languageCode, person, personName } = this.phone;
    for (const [node, name] of this.#texts) node.textContent = words[name];
    this.closeButton.setAttribute("aria-label", words.close);
    this.who.replaceChildren(
      avatar(person, personName),
      h("span", {}, h("small", {}, words.who), h("b", { lang: "" }, personName)),
    );
    this.#showLanguage(languageCode);
  }

  #build() {
    const id = uniqueId("language");
    this.who = h("div", { class: "whose" });
    this.closeButton = h("button", { type: "button", class: "round", onclick: this.close }, icon("close"));
    this.language = h(
      "select",
      { id, "data-testid": "language", onchange: () => this.#changeLanguage() },
      LANGUAGES.map(([code]) => option(code)),
    );
    this.note = h("p", { class: "note", role: "status" });
    this.nodes = [
      h("div", { class: "heading" }, this.who, this.closeButton),
      this.#worded(h("label", { for: id }), "language"),
      this.language,
      this.note,
      h("div", { class: "deeds" }, this.#deeds()),
    ];
  }

  #deeds() {
    const { phone } = this;
    const blocking = phone.isBlocked ? ["power", "unblock"] : ["block", "block"];
    return [
      !phone.isListing && this.#deed("erase", "startOver", "startover", () => phone.startOver(), "startOverNote"),
      phone.hasBot && this.#deed(...blocking, "block", () => phone.toggleBlock()),
      phone.canGo() && this.#deed("close", "putAway", "putaway", () => phone.putAway()),
    ];
  }

  #deed(sign, name, testid, act, note) {
    const onclick = () => {
      this.close();
      act();
    };
    const text = h("span", {}, this.#worded(h("b", {}), name), note && this.#worded(h("small", {}), note));
    return h("button", { type: "button", class: `deed ${name}`, "data-testid": testid, onclick }, icon(sign), text);
  }

  #worded(node, name) {
    this.#texts.push([node, name]);
    return node;
  }

  /** A language the list lacks gets an option of its own, so that the choice never shows something untrue. */
  #showLanguage(code) {
    if (![...this.language.options].some(({ value }) => value === code)) this.language.append(option(code));
    this.language.value = code;
  }

  #changeLanguage() {
    const { value } = this.language;
    if (this.phone.speak(value)) this.note.textContent = wordsFor(value).languageNote(languageName(value));
    else this.reword();
  }
}

const option = (code) => h("option", { value: code, lang: code }, languageName(code));

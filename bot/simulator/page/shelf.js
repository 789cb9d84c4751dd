// The phones, side by side in a wide window; in a narrow one the current one alone, with a line of names to switch.

import { avatar } from "./avatar.js";
import { h, mark } from "./dom.js";
import { icon } from "./icons.js";
import { Phone } from "./phone.js";
import { languageName } from "./words.js";

const PUT_AWAY = "phones put away"; // the key under which the browser remembers them

export class Shelf {
  #places = new Map(); // person → {phone, element, caption, tab}
  #away = new Set(remembered());
  #current = null;

  /** `words` are the page's. */
  constructor(socket, words) {
    Object.assign(this, { socket, words });
    this.element = h("main", { class: "shelf", "aria-label": words.phones });
    this.tabs = h("nav", { class: "tabs", "aria-label": words.phones });
    socket.addEventListener("frame", ({ detail }) => ["world", "chat"].includes(detail.type) && this.#stock());
    this.#stock();
  }

  /** The phones on the shelf, in the order in which they stand. */
  get phones() {
    return [...this.#places.values()].map(({ phone }) => phone);
  }

  /** The people whose phones were put away. */
  get away() {
    return [...this.#away].filter((person) => this.socket.world.people.has(person));
  }

  /** Brings a phone into view, from wherever it was put, and the focus to it. */
  bring(person) {
    this.#away.delete(person);
    this.#remember();
    this.#stock();
    this.#turnTo(person);
    this.#places.get(person)?.phone.focus();
  }

  /** Has each person of the world on the shelf, and nobody else. */
  #stock() {
    const { people, chats } = this.socket.world;
    const belongs = (person) => people.has(person) && chats.has(person) && !this.#away.has(person);
    for (const person of [...this.#places.keys()]) if (!belongs(person)) this.#take(person);
    for (const person of people.keys()) if (belongs(person) && !this.#places.has(person)) this.#put(person);
    if (!this.#places.has(this.#current)) this.#turnTo(this.#places.keys().next().value ?? null);
  }

  #put(person) {
    const canGo = () => this.#places.size > 1;
    const phone = new Phone(person, this.socket, { canGo, onGo: () => this.#putAway(person) });
    const caption = h("button", { type: "button", class: "caption", onclick: () => phone.openSettings() });
    const onclick = () => this.#turnTo(person);
    const tab = h("button", { type: "button", class: "tab", "data-testid": "tab", onclick });
    const element = h("div", { class: "stand" }, caption, phone.root);
    this.#places.set(person, { phone, element, caption, tab });
    const word = () => this.#word(person);
    phone.addEventListener("worded", word);
    phone.addEventListener("news", () => person !== this.#current && this.#news(person));
    word();
    this.element.append(element);
    this.tabs.append(tab);
    phone.history.scrollToEnd();
  }

  #word(person) {
    const { phone, caption, tab } = this.#places.get(person);
    const name = phone.personName;
    caption.replaceChildren(h("b", {}, name), h("span", {}, languageName(phone.languageCode)), icon("down"));
    mark(caption, "lang", phone.words.lang);
    mark(caption, "aria-label", `${name}, ${phone.words.language}: ${languageName(phone.languageCode)}`);
    tab.replaceChildren(avatar(person, name), h("span", { lang: "" }, name));
    mark(tab, "aria-label", name);
  }

  #news(person) {
    const { phone, tab } = this.#places.get(person);
    mark(tab, "data-news", true);
    mark(tab, "aria-label", `${phone.personName}, ${this.words.newMessages}`);
  }

  #putAway(person) {
    this.#away.add(person);
    this.#remember();
    this.#stock();
    this.#places.get(this.#current)?.phone.focus();
  }

  #take(person) {
    const { phone, element, tab } = this.#places.get(person);
    phone.end();
    element.remove();
    tab.remove();
    this.#places.delete(person);
  }

  #turnTo(person) {
    this.#current = person;
    for (const [other, { element, tab }] of this.#places) {
      mark(element, "data-current", other === person);
      mark(tab, "aria-current", other === person && "true");
      if (other !== person) continue;
      mark(tab, "data-news", null);
      this.#word(other);
      element.scrollIntoView({ block: "nearest", inline: "nearest" });
      tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }

  #remember() {
    try {
      localStorage.setItem(PUT_AWAY, JSON.stringify([...this.#away]));
    } catch {
      // a browser that keeps nothing shows all phones again when the page is opened anew
    }
  }
}

function remembered() {
  try {
    const people = JSON.parse(localStorage.getItem(PUT_AWAY));
    return Array.isArray(people) ? people : [];
  } catch {
    return [];
  }
}

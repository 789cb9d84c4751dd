"use strict";
// Shows one place at a time, chosen by the address; without it the page is one long list of all of them.

const root = document.documentElement;
root.classList.add("live");

/** Where the bot's own words stand at a place. */
const SAID = ".bubble, .keyboard .label, .toast, .menu";

/** A text without accents and case. */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The place that a link leads to. */
const placeOf = (link) => link.hash.slice(1);

/** The place that the address names; "" where it names none. */
function named() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1);
  }
}

class Places {
  #chosen = null;
  #from = null; // the phone in which a button was pressed

  constructor() {
    this.all = [...document.querySelectorAll(".place")];
    this.byName = new Map(this.all.map((place) => [place.id, place]));
    this.unknown = document.querySelector(".unknown");
  }

  get chosen() {
    return this.#chosen;
  }

  /** Shows the place of the address; for an unknown one, the menu with a kind word above it. */
  show() {
    const name = named();
    const place = this.byName.get(name);
    this.unknown.hidden = Boolean(place) || name === "";
    this.unknown.querySelector("code").textContent = name;
    this.#chosen?.classList.remove("chosen");
    this.#chosen = place ?? (name === "" ? this.all[0] : this.byName.get("home"));
    this.#chosen.classList.add("chosen");
    this.#arrive();
  }

  /** The reader goes on in the phone in which the button was pressed, or else at the heading. */
  #arrive() {
    const phone = this.#phone(this.#from);
    this.#from = null;
    scrollTo(0, 0);
    if (phone) turnTo(phone);
    else this.#chosen.querySelector("h2").focus({ preventScroll: true });
  }

  /** A button of the bot: 🌐 goes over to the other phone, any other stays in its own. */
  press(button, event) {
    this.#from = button.dataset.to ?? button.closest(".phone").dataset.locale;
    if (placeOf(button) !== this.#chosen.id) return;
    event.preventDefault(); // the browser would go to the top of the place
    turnTo(this.#phone(this.#from));
    this.#from = null;
  }

  #phone(locale) {
    return this.#chosen.querySelector(`.phone[data-locale="${locale}"]`);
  }
}

/** In a narrow window the phones stand one under the other, and this one may be far down. */
function turnTo(phone) {
  phone.focus({ preventScroll: true });
  const { top } = phone.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) phone.scrollIntoView();
}

class List {
  #texts = null; // link → what is written at its place, without accents and case; made when it is first asked for

  constructor(places) {
    this.places = places;
    this.element = document.querySelector("nav");
    this.field = this.element.querySelector("input");
    this.groups = [...this.element.querySelectorAll("details")];
    this.links = [...this.element.querySelectorAll("a")];
    this.drawer = document.querySelector(".drawer");
    this.field.addEventListener("input", () => this.filter());
    this.element.addEventListener("keydown", (event) => this.#walk(event));
    this.drawer.addEventListener("click", () => this.toggle());
    this.#rest();
  }

  get words() {
    return folded(this.field.value).split(/\s+/).filter(Boolean);
  }

  get listed() {
    return this.links.filter((link) => !link.parentElement.hidden);
  }

  /** Marks the chosen place, and brings it into sight. */
  mark() {
    for (const link of this.element.querySelectorAll("[aria-current]")) link.removeAttribute("aria-current");
    const link = this.links.find((link) => placeOf(link) === this.places.chosen.id);
    link.setAttribute("aria-current", "page");
    const group = link.closest("details");
    if (group) group.open = true;
    link.scrollIntoView({ block: "nearest" });
    this.toggle(false);
    highlight(this.places.chosen, this.words);
  }

  /** Lists the places that have every word of the field in their name or address, or, paler, in what they say. */
  filter() {
    const { words } = this;
    this.#texts ??= new Map(this.links.map((link) => [link, this.#text(link)]));
    for (const link of this.links) {
      const { name, said } = this.#texts.get(link);
      const named = words.every((word) => name.includes(word));
      link.classList.toggle("mention", !named);
      link.parentElement.hidden = !named && !words.every((word) => name.includes(word) || said.includes(word));
      this.places.byName.get(placeOf(link)).classList.toggle("unlisted", link.parentElement.hidden);
    }
    for (const group of this.groups) this.#count(group);
    this.element.querySelector(".found").textContent = words.length ? `${this.listed.length} / ${this.links.length}` : "";
    this.element.querySelector(".nothing").hidden = this.listed.length > 0;
    if (words.length === 0) this.#rest();
    highlight(this.places.chosen, words);
  }

  /** The next or the previous place of the list, round and round. */
  step(by) {
    const { listed } = this;
    const at = listed.findIndex((link) => placeOf(link) === this.places.chosen.id);
    const next = at < 0 ? 0 : (at + by + listed.length) % listed.length;
    if (listed.length > 0) location.hash = listed[next].hash;
  }

  /** In a narrow window the list comes down over the place. */
  toggle(open = !this.element.classList.contains("open")) {
    this.element.classList.toggle("open", open);
    this.drawer.setAttribute("aria-expanded", String(open));
  }

  /** What only repeats what others say, as the map and the announcements of reports do, does not count. */
  #text(link) {
    const place = this.places.byName.get(placeOf(link));
    const parts = [...place.querySelectorAll(SAID)].filter((part) => !part.closest(".repeated"));
    const said = parts.map((part) => part.textContent);
    return { name: folded(`${link.textContent} ${place.id}`), said: folded(said.join(" ")) };
  }

  #count(group) {
    const items = group.querySelectorAll("li");
    const listed = group.querySelectorAll("li:not([hidden])");
    group.hidden = listed.length === 0;
    group.open = true;
    group.querySelector(".count").textContent =
      listed.length === items.length ? items.length : `${listed.length} / ${items.length}`;
  }

  /** Long sections are folded while nobody looks for anything in them. */
  #rest() {
    for (const group of this.groups) {
      group.open = group.querySelectorAll("li").length <= 12 || Boolean(group.querySelector("[aria-current]"));
    }
  }

  #walk(event) {
    const stops = [this.field, ...this.listed.filter((link) => link.checkVisibility())];
    const at = stops.indexOf(document.activeElement);
    if (event.key === "Enter" && at === 0) this.#open();
    else if (event.key === "ArrowDown" && at >= 0) stops[Math.min(at + 1, stops.length - 1)].focus();
    else if (event.key === "ArrowUp" && at >= 0) stops[Math.max(at - 1, 0)].focus();
    else return;
    event.preventDefault();
  }

  /** Goes to the first place that is called so, else to the first that says so. */
  #open() {
    const { listed } = this;
    (listed.find((link) => !link.classList.contains("mention")) ?? listed[0])?.click();
    this.toggle(false);
  }

  /** First empties the field, then folds the list away. */
  escape() {
    if (this.field.value) {
      this.field.value = "";
      this.filter();
    } else if (this.element.classList.contains("open")) {
      this.toggle(false);
      this.drawer.focus();
    }
  }

  /** Where the list is folded away, it comes down first. */
  search() {
    this.toggle(true);
    this.field.focus();
    this.field.select();
  }
}

/** Marks the words that were looked for in what a place says, where the browser can. */
function highlight(place, words) {
  if (!CSS.highlights) return;
  const ranges = [...place.querySelectorAll(SAID)].flatMap((part) => [...texts(part)].flatMap((node) => marks(node, words)));
  CSS.highlights.set("found", new Highlight(...ranges));
}

function* texts(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) yield walker.currentNode;
}

/** The places of the words in a text; each character is folded by itself, so that it stays where it is. */
function marks(node, words) {
  const text = Array.from(node.data, folded).join("");
  return words.flatMap((word) => {
    const found = [];
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      found.push(new StaticRange({ startContainer: node, startOffset: at, endContainer: node, endOffset: at + word.length }));
    }
    return found;
  });
}

/** Speaks one of the two languages of this page; those of the bot stand beside each other always. */
function speak(language, places) {
  root.lang = language;
  for (const button of document.querySelectorAll("[data-speak]")) {
    button.setAttribute("aria-pressed", String(button.dataset.speak === language));
  }
  entitle(places);
  date();
}

function entitle({ chosen }) {
  const shown = (element) => [...element.childNodes].filter((node) => !node.lang || node.lang === root.lang);
  const text = (element) => shown(element).map((node) => node.textContent).join("");
  document.title = `${text(chosen.querySelector("h2"))} · ${text(document.querySelector("h1"))}`;
}

/** Says when the file was written, as the browser knows it. */
function date() {
  const written = new Date(document.lastModified).toLocaleString(root.lang, { dateStyle: "long", timeStyle: "short" });
  document.querySelector(".written span").textContent = written;
}

function printing(which) {
  root.classList.toggle("print-one", which === "one");
  print();
}

/** A long quotation is folded, as Telegram folds it. */
function unfold(button) {
  const open = button.parentElement.classList.toggle("open");
  button.setAttribute("aria-expanded", String(open));
}

function language() {
  const known = navigator.languages.map((code) => code.slice(0, 2)).find((code) => code === "en" || code === "es");
  return known ?? "en";
}

addEventListener("DOMContentLoaded", () => {
  const places = new Places();
  const list = new List(places);
  const show = () => {
    places.show();
    list.mark();
    entitle(places);
  };
  history.scrollRestoration = "manual";
  show();
  speak(language(), places);
  addEventListener("hashchange", show);
  addEventListener("afterprint", () => root.classList.remove("print-one"));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") list.escape();
    if (event.key !== "/" || event.target.closest("input") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    list.search();
  });
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("a, button");
    if (!pressed || event.ctrlKey || event.metaKey || event.shiftKey) return; // those open another tab or window
    if (pressed.matches(".phone a.button:not(.outward)")) places.press(pressed, event);
    else if (pressed.matches("nav a")) list.toggle(false);
    else if (pressed.matches(".fold")) unfold(pressed);
    else if (pressed.dataset.step) list.step(Number(pressed.dataset.step));
    else if (pressed.dataset.speak) speak(pressed.dataset.speak, places);
    else if (pressed.dataset.print) printing(pressed.dataset.print);
  });
});

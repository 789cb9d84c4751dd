// The top of a phone: the status bar of the device, the chat's name with its avatar, and the bar for troubles.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { formatted } from "./words.js";

const TYPING = 5000; // milliseconds that a chat action lasts, unless a message ends it
const HUES = 7;

/** The coloured disc with a name's first letter. */
export function avatar(id, name) {
  return h(
    "span",
    { class: `avatar hue-${Math.abs(id) % HUES}`, "aria-hidden": "true", lang: "" },
    [...name][0] ?? "?",
  );
}

export class Header {
  #typing = 0;
  #subtitle = "";

  constructor(context, onSettings) {
    this.context = context;
    this.clock = h("span", {});
    this.status = h(
      "div",
      { class: "status", "aria-hidden": "true" },
      this.clock,
      h("span", { class: "signs" }, h("i", { class: "signal" }), h("i", { class: "battery" })),
    );
    this.face = h("span", { class: "face" });
    this.name = h("h2", { lang: "" });
    this.subtitle = h("p", {});
    this.more = h(
      "button",
      {
        type: "button",
        class: "round more",
        "aria-haspopup": "dialog",
        "data-testid": "settings",
        onclick: onSettings,
      },
      icon("more"),
    );
    this.bar = h("div", { class: "bar", role: "status" });
    const title = h("div", { class: "title" }, this.face, h("div", {}, this.name, this.subtitle), this.more);
    this.element = h("header", { class: "top" }, this.status, title, this.bar);
    setInterval(() => this.#tick(), 5000);
  }

  /** Who one is talking to. */
  show({ id, name, subtitle }) {
    this.face.replaceChildren(avatar(id, name));
    this.name.textContent = name;
    this.#subtitle = subtitle;
    this.more.setAttribute("aria-label", this.context.words.settings);
    this.stopTyping();
    this.#tick();
  }

  typing() {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.stopTyping(), TYPING);
    const dots = h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
    this.subtitle.replaceChildren(this.context.words.typing, dots);
    this.subtitle.classList.add("active");
  }

  stopTyping() {
    clearTimeout(this.#typing);
    this.subtitle.replaceChildren(this.#subtitle);
    this.subtitle.classList.remove("active");
  }

  /** The quiet bar under the name: what is wrong at the moment, or null. */
  trouble(text, detail = "") {
    const line = text && h("span", {}, text);
    const small = text && detail && h("small", { lang: "" }, detail);
    this.bar.replaceChildren(...[line, small].filter(Boolean));
  }

  #tick() {
    this.clock.textContent = formatted(Date.now() / 1000, this.context.languageCode, {
      hour: "numeric",
      minute: "2-digit",
    });
  }
}

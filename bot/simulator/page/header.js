// The top of a phone: the status bar of the device, the way to the chats, whom one talks to, and the bar for troubles.

import { avatar } from "./avatar.js";
import { h, mark } from "./dom.js";
import { icon } from "./icons.js";
import { formatted } from "./words.js";

const TYPING = 5000; // milliseconds that a chat action lasts, unless a message ends it
const TICK = 5000; // milliseconds between two looks at the clock

export class Header {
  #typing = 0;
  #ticking = 0;
  #subtitle = "";

  constructor(context, { onBack, onSettings }) {
    this.context = context;
    this.clock = h("span", {});
    this.status = h(
      "div",
      { class: "status", "aria-hidden": "true" },
      this.clock,
      h("span", { class: "signs" }, h("i", { class: "signal" }), h("i", { class: "battery" })),
    );
    this.unread = h("span", { class: "badge", "aria-hidden": "true" });
    this.back = h(
      "button",
      { type: "button", class: "round back", "data-testid": "back", onclick: onBack },
      icon("back"),
      this.unread,
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
    const title = h("div", { class: "title" }, this.back, this.face, h("div", {}, this.name, this.subtitle), this.more);
    this.element = h("header", { class: "top" }, this.status, title, this.bar);
    this.#ticking = setInterval(() => this.#tick(), TICK);
  }

  /** Who one is talking to, and how many messages wait in the other chats; without an id it heads the list of chats. */
  show({ id = null, name, subtitle = "", unread = 0 }) {
    const { words } = this.context;
    this.face.replaceChildren(...(id === null ? [] : [avatar(id, name)]));
    this.name.textContent = name;
    this.#subtitle = subtitle;
    this.back.hidden = id === null;
    this.unread.textContent = unread || "";
    mark(this.back, "aria-label", [words.backToChats, unread && words.unread(unread)].filter(Boolean).join(", "));
    mark(this.more, "aria-label", words.settings);
    this.stopTyping();
    this.#tick();
  }

  end() {
    clearInterval(this.#ticking);
    clearTimeout(this.#typing);
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

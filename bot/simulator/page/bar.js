// The bar at the top: what this page is, the phones to switch between in a narrow window, and what the page can do.

import { h, mark, uniqueId } from "./dom.js";
import { icon } from "./icons.js";

export class Bar {
  #open = false;

  /** `tabs` is the line of phones; `deeds` are what the buttons do: onPhone, onGroup, onRestart, onCalls. */
  constructor(words, tabs, deeds) {
    Object.assign(this, { words, deeds });
    this.title = h("h1", {});
    this.lead = h("p", { class: "lead" }, words.lead);
    this.restart = this.#tool("restart", words.restart, "restart", deeds.onRestart, words.restartHint);
    this.restart.hidden = true;
    this.calls = this.#tool("calls", words.calls, "calls", deeds.onCalls);
    this.tools = h(
      "div",
      { class: "tools", role: "group", "aria-label": words.actions, id: uniqueId("tools") },
      this.#tool("phone", words.addPhone, "add-phone", deeds.onPhone),
      this.#tool("group", words.newGroup, "new-group", deeds.onGroup),
      this.restart,
      this.calls,
    );
    this.more = h(
      "button",
      {
        type: "button",
        class: "round more",
        "aria-label": words.more,
        "aria-expanded": "false",
        "aria-controls": this.tools.id,
        "data-testid": "more",
        onclick: () => this.#unfold(!this.#open),
      },
      icon("menu"),
    );
    this.element = h(
      "header",
      { class: "masthead" },
      h("div", { class: "name" }, this.title, this.lead),
      tabs,
      this.more,
      this.tools,
    );
    this.element.addEventListener("focusout", ({ relatedTarget: next }) => !this.#holds(next) && this.#unfold(false));
    this.element.addEventListener("keydown", (event) => event.key === "Escape" && this.#escape());
    document.addEventListener("pointerdown", ({ target }) => !this.#holds(target) && this.#unfold(false));
  }

  show(title) {
    this.title.textContent = title;
  }

  /** How the bot stands: "up", "restarting", "down", or null where nobody here can restart it. */
  showRunning(status) {
    this.restart.hidden = status === null;
    mark(this.restart, "aria-busy", status === "restarting" && "true");
    mark(this.restart, "aria-disabled", status === "restarting" && "true");
  }

  /** Whether the pane of calls is open, and how many refusals nobody has seen in it. */
  showCalls(open, refusals) {
    mark(this.calls, "aria-expanded", String(open));
    this.calls.querySelector(".badge")?.remove();
    if (refusals > 0) this.calls.append(h("span", { class: "badge bad" }, refusals));
  }

  /** Puts the focus where the pane is opened from. */
  focusCalls() {
    (this.calls.checkVisibility() ? this.calls : this.more).focus();
  }

  #tool(sign, label, testid, act, title) {
    const onclick = () => {
      if (this.#open) this.more.focus(); // a dialog gives the focus back to what has it now
      this.#unfold(false);
      act();
    };
    const attributes = { type: "button", class: "tool", title, "data-testid": testid, onclick };
    return h("button", attributes, icon(sign), h("span", {}, label));
  }

  #holds(node) {
    return this.tools.contains(node) || this.more.contains(node);
  }

  /** In a narrow window the tools are a menu; in a wide one they are always there and this changes nothing. */
  #unfold(open) {
    if (open === this.#open) return;
    this.#open = open;
    mark(this.tools, "data-open", open);
    mark(this.more, "aria-expanded", String(open));
  }

  #escape() {
    if (!this.#open) return;
    this.#unfold(false);
    this.more.focus();
  }
}

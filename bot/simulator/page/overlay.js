// What a phone lays over the chat: a toast that goes by itself, and dialogs that wait for a tap.

import { h, uniqueId } from "./dom.js";

const TOAST = 3000; // milliseconds

export class Overlay {
  #timer = 0;
  #turn = Promise.resolve();

  /** Dialogs make `behind` inert while they are open. */
  constructor(behind, context) {
    this.behind = behind;
    this.context = context;
    this.toasts = h("div", { class: "toasts", role: "status" });
    this.dialogs = h("div", { class: "dialogs", hidden: true });
    this.element = h("div", { class: "overlay" }, this.toasts, this.dialogs);
  }

  /** Shows a line for three seconds; the next one takes its place. */
  toast(text) {
    clearTimeout(this.#timer);
    const hide = () => this.toasts.replaceChildren();
    this.toasts.replaceChildren(h("div", { class: "toast", "data-testid": "toast", lang: "", onclick: hide }, text));
    this.#timer = setTimeout(hide, TOAST);
  }

  /** The modal dialog of an answer with show_alert. */
  alert(text) {
    const { words } = this.context;
    this.#open("alert", null, h("p", { lang: "" }, text), (close) => [
      h("button", { type: "button", onclick: close }, words.ok),
    ]);
  }

  /** Telegram's question before a link whose text is not its address. */
  askToOpen(url) {
    const { words } = this.context;
    const question = h("p", {}, words.openLinkQuestion, h("b", { lang: "" }, url));
    this.#open("open-link", words.openLink, question, (close) => [
      h("button", { type: "button", onclick: close }, words.cancel),
      h("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick: close }, words.open),
    ]);
  }

  /** One dialog after the other: two alerts at once are read one by one. */
  #open(testid, title, content, actions) {
    this.#turn = this.#turn.then(() => new Promise((resolve) => this.#show(testid, title, content, actions, resolve)));
  }

  #show(testid, title, content, actions, resolve) {
    const restoreFocus = keepFocus(this.behind);
    const close = () => {
      this.dialogs.hidden = true;
      this.dialogs.replaceChildren();
      this.behind.inert = false;
      restoreFocus();
      resolve();
    };
    const id = uniqueId("dialog");
    content.id = id;
    const heading = title && h("h2", {}, title);
    const buttons = h("div", { class: "actions" }, actions(close));
    const dialog = h(
      "div",
      {
        class: "dialog",
        role: "alertdialog",
        "aria-modal": "true",
        "aria-label": title ?? this.context.botName,
        "aria-describedby": id,
        "data-testid": testid,
      },
      heading,
      content,
      buttons,
    );
    dialog.addEventListener("keydown", (event) => event.key === "Escape" && close());
    this.behind.inert = true;
    this.dialogs.replaceChildren(dialog);
    this.dialogs.hidden = false;
    buttons.lastElementChild.focus();
  }
}

/** Remembers the focus, also by its place in a keyboard: an edit may replace the button behind an open dialog. */
function keepFocus(root) {
  const before = document.activeElement;
  const { row, column } = before?.dataset ?? {};
  const messageId = before?.closest("[data-message-id]")?.dataset.messageId;
  return () => {
    if (before?.isConnected && before !== document.body) return before.focus({ preventScroll: true });
    const message = root.querySelector(`[data-message-id="${messageId}"]`);
    const button =
      message?.querySelector(`[data-row="${row}"][data-column="${column}"]`) ?? message?.querySelector(".button");
    (button ?? message ?? root.querySelector("textarea"))?.focus({ preventScroll: true });
  };
}

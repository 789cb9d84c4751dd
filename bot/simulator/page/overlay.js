// What a phone lays over the chat: a toast that goes by itself, dialogs that wait for a tap, and sheets to choose from.

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
    this.#ask("alert", null, h("p", { lang: "" }, text), (close) => [
      h("button", { type: "button", onclick: close }, words.ok),
    ]);
  }

  /** Telegram's question before a link whose text is not its address. */
  askToOpen(url) {
    const { words } = this.context;
    const question = h("p", {}, words.openLinkQuestion, h("b", { lang: "" }, url));
    this.#ask("open-link", words.openLink, question, (close) => [
      h("button", { type: "button", onclick: close }, words.cancel),
      h("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick: close }, words.open),
    ]);
  }

  /** A sheet of things to choose from, called `label`; `fill(close)` gives what is in it. A tap beside it closes it. */
  sheet(testid, label, fill) {
    this.#open((close) => {
      const content = h("div", { class: "content" }, fill(close));
      const attributes = { class: "sheet", role: "dialog", "aria-modal": "true", "aria-label": label, tabindex: -1 };
      return h("div", { ...attributes, "data-testid": testid }, content);
    }, true);
  }

  #ask(testid, title, content, actions) {
    content.id = uniqueId("dialog");
    this.#open((close) =>
      h(
        "div",
        {
          class: "dialog",
          role: "alertdialog",
          "aria-modal": "true",
          "aria-label": title ?? this.context.botName,
          "aria-describedby": content.id,
          "data-testid": testid,
        },
        title && h("h2", {}, title),
        content,
        h("div", { class: "actions" }, actions(close)),
      ),
    );
  }

  /** One after the other: two alerts at once are read one by one. */
  #open(build, leaves = false) {
    this.#turn = this.#turn.then(() => new Promise((resolve) => this.#show(build, leaves, resolve)));
  }

  #show(build, leaves, resolve) {
    const restoreFocus = keepFocus(this.behind);
    const close = () => {
      if (!dialog.isConnected) return;
      this.behind.inert = false;
      const hadFocus = dialog.contains(document.activeElement) || document.activeElement === document.body;
      this.dialogs.hidden = true;
      this.dialogs.replaceChildren();
      if (hadFocus) restoreFocus();
      resolve();
    };
    const dialog = build(close);
    dialog.addEventListener("keydown", (event) => event.key === "Escape" && close());
    this.dialogs.onclick = (event) => leaves && event.target === this.dialogs && close();
    this.behind.inert = true;
    this.dialogs.replaceChildren(dialog);
    this.dialogs.hidden = false;
    (dialog.querySelector(".actions > :last-child") ?? dialog).focus();
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

// One message: its bubble, and the keyboard under it. An edit redraws both in place.

import { avatar, hue } from "./avatar.js";
import { h, mark } from "./dom.js";
import { textWithEntities } from "./entities.js";
import { icon } from "./icons.js";
import { Keyboard } from "./keyboard.js";
import { mediaOf } from "./media.js";
import { preview } from "./preview.js";
import { formatted } from "./words.js";

export class MessageView {
  #message = null;
  #keyboard = null;
  #pending = false;

  /** `context` is what Keyboard and textWithEntities ask for, and `isOut(message)`, `isGroup()`. */
  constructor(messageId, context) {
    this.context = context;
    this.messageId = messageId;
    this.bubble = h("div", { class: "bubble" });
    this.element = h(
      "article",
      { class: "message", tabindex: -1, "data-testid": "message", "data-message-id": messageId },
      this.bubble,
    );
  }

  get keyboard() {
    return this.#keyboard;
  }

  /** Draws the message as it is now. */
  show(message) {
    if (same(message, this.#message)) return;
    const wasFocused = this.element.contains(document.activeElement);
    const keyboardBefore = this.#message?.reply_markup;
    this.#message = message;
    this.#mark(message);
    this.bubble.replaceChildren(...this.#content(message));
    if (!same(message.reply_markup, keyboardBefore)) this.#showKeyboard(message.reply_markup?.inline_keyboard ?? []);
    if (wasFocused && !this.element.contains(document.activeElement)) this.element.focus({ preventScroll: true });
  }

  /** Whether it is still on its way to the bot: one check, and two once the bot has dealt with it. */
  wait(pending) {
    if (pending === this.#pending) return;
    this.#pending = pending;
    this.bubble.querySelector(".meta > .icon")?.replaceWith(this.#check());
  }

  /** Whether the messages before and after it are by the same sender: the first says who, the last has the tail. */
  place(afterOwn, beforeOwn) {
    mark(this.element, "data-first", !afterOwn);
    mark(this.element, "data-last", !beforeOwn);
  }

  /** Draws it anew, in the words that `context` has by now. */
  reword() {
    const message = this.#message;
    this.#message = null;
    this.show(message);
  }

  #mark(message) {
    const { words, isOut } = this.context;
    const sender = isOut(message) ? words.you : nameOf(message.from);
    mark(this.element, "data-out", String(isOut(message)));
    mark(this.element, "data-kind", message.sticker ? "sticker" : "bubble");
    mark(this.element, "data-group", this.context.isGroup() && !isOut(message));
    mark(
      this.element,
      "aria-label",
      [sender, this.#time(message), message.edit_date && words.edited].filter(Boolean).join(", "),
    );
  }

  #content(message) {
    const text = message.text ?? message.caption ?? "";
    const entities = message.entities ?? message.caption_entities ?? [];
    const { context } = this;
    const said = h("span", { lang: "", "data-testid": "text" }, textWithEntities(text, entities, context));
    const card = preview(message, context);
    const body = h("div", { class: "text" }, card?.above && card.element, said, !card?.below && this.#meta(message));
    const sender = context.isGroup() && !context.isOut(message) && this.#sender(message.from);
    const via = message.via_bot && this.#via(message.via_bot);
    const below = card?.below && h("div", { class: "below" }, card.element, this.#meta(message));
    const media = mediaOf(message, context.words);
    return [sender, via, quotation(message.reply_to_message), media, body, below].flat().filter(Boolean);
  }

  /** In a group: the name above the first of several messages, the face beside the last. */
  #sender(from) {
    const name = nameOf(from);
    return [h("div", { class: `sender hue-${hue(from.id)}` }, name), avatar(from.id, name)];
  }

  /** Through which bot it was sent; a tap writes the bot's name, to send something through it as well. */
  #via({ username }) {
    const { words, mention } = this.context;
    const onclick = () => mention(username);
    return h(
      "div",
      { class: "via" },
      h("button", { type: "button", "data-testid": "via", onclick }, `${words.via} @${username}`),
    );
  }

  /** Time, edited mark and check, beside the last line as in Telegram; screen readers have them from the label. */
  #meta(message) {
    const { words, isOut } = this.context;
    const edited = message.edit_date && h("span", { class: "edited" }, words.edited);
    const check = isOut(message) && this.#check();
    return h("span", { class: "meta", "aria-hidden": "true" }, edited, h("time", {}, this.#time(message)), check);
  }

  #check() {
    const sign = icon(this.#pending ? "sent" : "check");
    mark(sign, "data-sign", this.#pending ? "sent" : "check");
    return sign;
  }

  #time(message) {
    return formatted(message.date, this.context.languageCode, { hour: "numeric", minute: "2-digit" });
  }

  #showKeyboard(rows) {
    this.#keyboard ??= new Keyboard(this.messageId, this.context);
    this.#keyboard.show(rows);
    this.element.classList.toggle("has-keyboard", rows.length > 0);
    if (rows.length === 0) this.#keyboard.element.remove();
    else if (!this.#keyboard.element.parentElement) this.element.append(this.#keyboard.element); // else it loses focus
  }
}

function quotation(message) {
  if (!message) return null;
  const text = message.text ?? message.caption ?? "…";
  return h("div", { class: "reply" }, h("strong", {}, nameOf(message.from)), h("span", { lang: "" }, text));
}

const nameOf = (user) => [user?.first_name, user?.last_name].filter(Boolean).join(" ");
const same = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other);

// The list of a phone's chats: the one with the bot, and the groups.

import { avatar } from "./avatar.js";
import { h } from "./dom.js";
import { formatted } from "./words.js";

export class ChatList {
  /** `context` has `words` and `languageCode`; `onOpen(chatId)` for a tap on a chat. */
  constructor(context, onOpen) {
    Object.assign(this, { context, onOpen });
    this.element = h("ul", { class: "chats", "data-testid": "chats" });
  }

  /** Shows `chats`: each with id, faceId, name, last (a message, or undefined), sender and unread. */
  show(chats) {
    const focused = document.activeElement?.closest?.(".chat")?.dataset.chat;
    this.element.replaceChildren(...chats.map((chat) => h("li", {}, this.#row(chat))));
    if (focused) this.focus(focused);
  }

  /** Focuses a chat's row, or the first one. */
  focus(chatId) {
    const rows = [...this.element.querySelectorAll(".chat")];
    (rows.find(({ dataset }) => dataset.chat === String(chatId)) ?? rows[0])?.focus();
  }

  #row({ id, faceId, name, last, sender, unread }) {
    const { words, languageCode } = this.context;
    const time = last && formatted(last.date, languageCode, { hour: "numeric", minute: "2-digit" });
    const count = unread > 0 && [
      h("b", { class: "badge", "aria-hidden": "true" }, unread),
      h("span", { class: "unseen" }, words.unread(unread)),
    ];
    const said = h("span", { lang: "" }, sender && h("i", {}, `${sender}: `), this.#gist(last));
    const onclick = () => this.onOpen(id);
    return h(
      "button",
      { type: "button", class: "chat", "data-chat": id, "data-testid": "chat", onclick },
      avatar(faceId, name),
      h("span", { class: "who" }, h("b", { lang: "" }, name), h("time", {}, time)),
      h("span", { class: "what" }, said, count),
    );
  }

  #gist(message) {
    const { words } = this.context;
    if (!message) return words.nothingYet;
    const kind = ["photo", "sticker", "location", "contact", "document"].find((name) => message[name]);
    return message.text ?? message.caption ?? (kind ? words[kind] : "");
  }
}

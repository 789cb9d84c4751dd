// Where a tap on a link leads on a phone: to a chat, to a sheet, to a question, or out of Telegram.

import { address, insideTelegram, tellsItsAddress } from "./links.js";
import { chatSheet } from "./share.js";

export class Ways {
  constructor(phone) {
    this.phone = phone;
  }

  /** True when the tap has been dealt with, false when the browser may open the link as any other. */
  open(url, text) {
    const inside = insideTelegram(url, this.phone.bot.username);
    if (inside?.share) this.#share(inside.share);
    else if (inside && "startGroup" in inside) this.#startGroup(inside.startGroup);
    else if (inside && "start" in inside) this.start(inside.start);
    else if (tellsItsAddress(text, url)) return false;
    else if (address(url)) this.phone.overlay.askToOpen(address(url));
    return true;
  }

  /** A link to the bot opens its chat; with a parameter START waits there, as it does where nothing was said yet. */
  start(parameter) {
    this.phone.open(this.phone.person);
    if (parameter !== null) this.phone.foot.offerStart(parameter);
  }

  /** A button that leads to inline mode: here, or in a chat that is chosen first. */
  intoInline({ query, chats }) {
    const { bot, foot, words } = this.phone;
    const mention = () => foot.composer.mention(bot.username, query);
    if (!chats) return mention();
    this.#choose(words.chooseChat, this.#chats(chats), mention);
  }

  /** A link that adds the bot to a group, or lets it hear the parameter in one that it is in already. */
  #startGroup(parameter) {
    const { words } = this.phone;
    this.#choose(words.addToGroup, this.#chats({ groups: true }), () => this.phone.startGroup(parameter));
  }

  /** A share link: the text waits in the chosen chat until it is sent. */
  #share(draft) {
    const write = () => {
      this.phone.foot.composer.draft = draft;
      this.phone.focus();
    };
    this.#choose(this.phone.words.shareTo, this.#chats({ groups: true, bot: true }), write, draft);
  }

  #chats(wanted) {
    const { inbox, words, person } = this.phone;
    return inbox.chats(words).filter(({ id }) => (id === person ? wanted.bot : wanted.groups));
  }

  /** Lets one of `chats` be chosen, opens it, and then does what is to be done there. */
  #choose(title, chats, then, draft = null) {
    const { overlay, words } = this.phone;
    if (chats.length === 0) return overlay.toast(words.noGroup);
    const onChoose = (chat) => {
      this.phone.open(chat);
      then();
    };
    overlay.sheet("chat-sheet", title, (close) => chatSheet(title, chats, words, { onChoose, close, draft }));
  }
}

// Where a tap on a link leads on a phone: to a chat, to a sheet, to a question, or out of Telegram.

import { address, insideTelegram, tellsItsAddress } from "./links.js";
import { shareSheet } from "./share.js";

export class Ways {
  constructor(phone) {
    this.phone = phone;
  }

  /** True when the tap has been dealt with, false when the browser may open the link as any other. */
  open(url, text) {
    const inside = insideTelegram(url, this.phone.bot.username);
    if (inside?.share) this.#share(inside.share);
    else if (inside && "start" in inside) this.#start(inside.start);
    else if (tellsItsAddress(text, url)) return false;
    else if (address(url)) this.phone.overlay.askToOpen(address(url));
    return true;
  }

  /** A link to the bot opens its chat; with a parameter START waits there, as it does where nothing was said yet. */
  #start(parameter) {
    this.phone.open(this.phone.person);
    if (parameter !== null) this.phone.foot.offerStart(parameter);
  }

  /** A share link: the text waits in the chosen chat until it is sent. */
  #share(draft) {
    const { overlay, inbox, words } = this.phone;
    const onChoose = (chat) => {
      this.phone.open(chat);
      this.phone.foot.composer.draft = draft;
      this.phone.focus();
    };
    overlay.sheet("share-sheet", words.shareTo, (close) =>
      shareSheet(draft, inbox.chats(words), words, { onChoose, close }),
    );
  }
}

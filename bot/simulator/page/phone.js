// One phone: a person in one chat with the bot. Several can stand side by side; they share nothing but the socket.

import { h, mark } from "./dom.js";
import { Foot } from "./foot.js";
import { Header } from "./header.js";
import { History } from "./history.js";
import { Introduction } from "./introduction.js";
import { address, startParameter, tellsItsAddress } from "./links.js";
import { Overlay } from "./overlay.js";
import { wordsFor } from "./words.js";

const GRACE = 400; // milliseconds a line may be cut before the phone says so

export class Phone {
  #failing = null;
  #cut = 0;
  #drawnFor = "";

  /** `person` and `chat` are ids in the world; `onSettings` is the ⋮ button, there only where the panel is hidden. */
  constructor(root, person, chat, socket, onSettings = () => {}) {
    Object.assign(this, { root, person, chat, socket });
    this.#build(this.#context(), onSettings);
    socket.addEventListener("frame", ({ detail }) => this.#hear(detail));
    socket.addEventListener("line", ({ detail }) => this.#line(detail));
    this.redraw();
  }

  get words() {
    return wordsFor(this.languageCode);
  }

  get languageCode() {
    return this.#world.people.get(this.person)?.language_code ?? "en";
  }

  /** Becomes somebody else's phone, or another chat on it. */
  move(person, chat) {
    Object.assign(this, { person, chat });
    this.redraw();
  }

  /** Draws everything anew from the world; what is being written stays. */
  redraw() {
    if (!this.#chat) return; // gone; whoever placed the phone will move it
    const person = this.#world.people.get(this.person);
    mark(this.root, "lang", this.words.lang);
    mark(this.root, "aria-label", this.words.phone(person?.first_name ?? ""));
    this.foot.reword();
    this.#rewordHistory();
    this.#showChat();
    this.#showTrouble();
  }

  get #world() {
    return this.socket.world;
  }

  get #chat() {
    return this.#world.chats.get(this.chat);
  }

  get #isGroup() {
    return this.#chat.type !== "private";
  }

  /** What the parts of a phone may know and do. */
  #context() {
    const phone = this;
    return {
      get words() {
        return phone.words;
      },
      get languageCode() {
        return phone.languageCode;
      },
      get botName() {
        return phone.#world.bot.name;
      },
      isOut: (message) => message.from?.id === this.person,
      isGroup: () => this.#isGroup,
      sendCommand: (text) => this.#ask({ do: "send", text }),
      press: (messageId, row, column) => this.#ask({ do: "press", message_id: messageId, row, column }),
      copy: (text) => this.#copy(text),
      notHere: () => this.overlay.toast(this.words.notHere),
      openLink: (url, text) => this.#openLink(url, text),
    };
  }

  #build(context, onSettings) {
    this.header = new Header(context, onSettings);
    this.history = new History(context);
    this.foot = new Foot(context, {
      send: (text) => this.#ask({ do: "send", text }),
      attach: (kind) => this.#ask({ do: "attach", kind }),
      onStarted: () => this.history.log.focus({ preventScroll: true }),
    });
    this.introduction = new Introduction(context);
    const screen = h("div", { class: "screen" }, this.header.element, this.history.element, this.foot.element);
    this.overlay = new Overlay(screen, context);
    mark(this.root, "data-testid", "phone");
    mark(this.root, "role", "region");
    this.root.classList.add("phone");
    this.root.replaceChildren(h("div", { class: "glass" }, screen, this.overlay.element));
  }

  #hear(frame) {
    if (frame.chat !== undefined && (frame.chat.id ?? frame.chat) !== this.chat) return;
    if (typeof frame.person === "number" && frame.person !== this.person) return;
    const keyboard = this.history.view(frame.message_id)?.keyboard;
    switch (frame.type) {
      case "world":
        this.#failing = null; // of a server that may be another by now
        return this.redraw();
      case "bot":
      case "person":
        return this.redraw();
      case "chat":
      case "deleted":
        return this.#showChat();
      case "message":
        return this.#heardMessage(frame.message);
      case "action":
        return this.header.typing();
      case "pressed":
        return keyboard?.pressed(frame.row, frame.column, frame.query_id);
      case "expired":
        return keyboard?.answered(frame.query_id);
      case "answer":
        keyboard?.answered(frame.query_id);
        return this.#answer(frame);
      case "delivery":
        this.#failing = frame.status === "failing" ? frame : null;
        return this.#showTrouble();
      case "refused":
        if (this.socket.lastPerson === this.person) this.overlay.toast(frame.text);
    }
  }

  #heardMessage(message) {
    if (message.from?.id !== this.person) this.header.stopTyping();
    else this.foot.said();
    this.#showChat();
  }

  #answer({ text, show_alert: showAlert, url }) {
    if (url && !this.#openLink(url, url)) open(address(url) ?? "about:blank", "_blank", "noopener");
    if (text && showAlert) this.overlay.alert(text);
    else if (text) this.overlay.toast(text);
  }

  #showChat() {
    if (!this.#chat) return;
    const { bot } = this.#world;
    const { title, members = [], messages, commands = {}, description = "" } = this.#chat;
    const subtitle = this.#isGroup ? this.words.group(members.length) : this.words.bot;
    this.header.show(
      this.#isGroup ? { id: this.chat, name: title ?? "", subtitle } : { id: bot.id, name: bot.name, subtitle },
    );
    this.foot.composer.setCommands(commands[this.person] ?? [], this.#isGroup ? `@${bot.username}` : "");
    this.introduction.show(description);
    this.history.show(messages, this.introduction.element);
    this.foot.show(messages.length === 0 && !this.#isGroup);
  }

  /** Only when the language or the reader is another: drawn anew, a message loses what was unfolded in it. */
  #rewordHistory() {
    const reader = [this.languageCode, this.person, this.chat].join();
    if (reader !== this.#drawnFor) this.history.reword();
    this.#drawnFor = reader;
  }

  /** Asks on behalf of the person; without a line it says so and returns false. */
  #ask(request) {
    const asked = this.socket.ask({ ...request, person: this.person, chat: this.chat });
    if (!asked) this.overlay.toast(this.words.offline);
    return asked;
  }

  async #copy(text) {
    const copied = await navigator.clipboard?.writeText(text).then(
      () => true,
      () => false,
    );
    this.overlay.toast(copied ? this.words.copied : this.words.notCopied);
  }

  /** True when the tap has been dealt with, false when the browser may open the link as any other. */
  #openLink(url, text) {
    const parameter = startParameter(url, this.#world.bot.username);
    if (parameter) {
      this.foot.offerStart(parameter);
    } else if (parameter === null) {
      if (tellsItsAddress(text, url)) return false;
      this.overlay.askToOpen(address(url));
    }
    return true;
  }

  #line(connected) {
    clearTimeout(this.#cut);
    this.#cut = connected ? 0 : setTimeout(() => this.#showTrouble(), GRACE);
    if (connected) this.#showTrouble();
  }

  #showTrouble() {
    if (!this.socket.open) this.header.trouble(this.words.connecting);
    else if (this.#failing) this.header.trouble(this.words.failing, this.#failing.error);
    else this.header.trouble(null);
  }
}

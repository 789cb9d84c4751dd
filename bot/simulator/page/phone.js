// One phone: a person with their chats. Several can stand side by side; they share nothing but the socket.

import { ChatList } from "./chatlist.js";
import { copy } from "./clipboard.js";
import { h, mark } from "./dom.js";
import { Foot } from "./foot.js";
import { Header } from "./header.js";
import { History } from "./history.js";
import { Inbox } from "./inbox.js";
import { Introduction } from "./introduction.js";
import { address } from "./links.js";
import { Overlay } from "./overlay.js";
import { Settings } from "./settings.js";
import { Ways } from "./ways.js";
import { wordsFor } from "./words.js";

const GRACE = 400; // milliseconds a line may be cut before the phone says so

/** Dispatches "news" when a message has come, and "worded" when it is in another language. */
export class Phone extends EventTarget {
  #failing = null;
  #cut = 0;
  #drawnFor = "";
  #listing = false; // whether it shows the list of chats
  #underWay = new Map(); // update id → the message that is in it
  #settings = null;
  #end = new AbortController();

  /** `person` is an id in the world; `canGo()` says whether the phone may be put away, `onGo()` does it. */
  constructor(person, socket, { canGo, onGo }) {
    super();
    Object.assign(this, { person, socket, canGo, putAway: onGo, chat: person }); // a private chat has its person's id
    this.inbox = new Inbox(person, () => this.#world);
    this.ways = new Ways(this);
    this.#build(this.#context());
    const { signal } = this.#end;
    socket.addEventListener("frame", ({ detail }) => this.#hear(detail), { signal });
    socket.addEventListener("line", ({ detail }) => this.#line(detail), { signal });
    this.redraw();
  }

  get words() {
    return wordsFor(this.languageCode);
  }

  get languageCode() {
    return this.#world.people.get(this.person)?.language_code ?? "en";
  }

  get personName() {
    return this.#world.personName(this.person);
  }

  get bot() {
    return this.#world.bot;
  }

  get isListing() {
    return this.#listing;
  }

  get hasBot() {
    return !this.#listing && !this.#isGroup;
  }

  get isBlocked() {
    return Boolean(this.#chat?.blocked);
  }

  /** Shows one of its chats. */
  open(chat) {
    if (chat !== this.chat) {
      const { composer } = this.foot;
      composer.draft = this.inbox.swapDrafts(this.chat, composer.draft, chat);
      this.history.clear();
      this.chat = chat;
      this.foot.said(); // a start link was for the other chat
    }
    this.#list(false);
    this.redraw();
  }

  /** Draws everything anew from the world; what is being written stays. */
  redraw() {
    if (!this.#world.chats.has(this.chat)) this.chat = this.person;
    if (!this.#chat) return; // gone; whoever placed the phone will take it away
    mark(this.root, "lang", this.words.lang);
    mark(this.root, "aria-label", this.words.phone(this.personName));
    this.foot.reword();
    this.#settings?.reword();
    this.#rewordHistory();
    this.#show();
    this.#showTrouble();
    this.dispatchEvent(new Event("worded"));
  }

  /** Puts the focus where one goes on: at START, or where one writes. */
  focus() {
    if (this.#listing) return this.chatList.focus(this.chat);
    const { startButton, unblockButton, composer } = this.foot;
    const hasKeys = matchMedia("(pointer: fine)").matches; // elsewhere a keyboard would come up over the chat
    const writing = hasKeys ? composer.field : this.history.log;
    [startButton, unblockButton, writing].find((node) => node.checkVisibility())?.focus({ preventScroll: true });
  }

  /** Shows what can be done with the phone. */
  openSettings() {
    this.overlay.sheet("settings-sheet", this.words.settings, (close) => {
      this.#settings = new Settings(this, close);
      return this.#settings.nodes;
    });
  }

  speak(languageCode) {
    return this.#ask({ do: "language", language_code: languageCode });
  }

  /** Adds the bot to the group that is open, unless it is there, and lets it hear what the link says. */
  startGroup(parameter) {
    this.#ask({ do: "start_group", parameter });
  }

  startOver() {
    this.#ask({ do: "clear" });
  }

  toggleBlock() {
    this.#ask({ do: this.isBlocked ? "unblock" : "block" });
  }

  /** Takes the phone off the socket. */
  end() {
    this.#end.abort();
    this.header.end();
    clearTimeout(this.#cut);
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
        return phone.bot.name;
      },
      isOut: (message) => message.from?.id === this.person,
      isGroup: () => this.#isGroup,
      sendCommand: (text) => this.#ask({ do: "send", text }),
      press: (messageId, row, column) => this.#ask({ do: "press", message_id: messageId, row, column }),
      get inlineName() {
        return phone.bot.inline ? phone.bot.username : null;
      },
      askInline: (text, offset) => this.#ask({ do: "inline", text, offset }),
      choose: (queryId, resultId) => this.#ask({ do: "choose", query_id: queryId, result_id: resultId }),
      openBot: (parameter) => this.ways.start(parameter),
      mention: (name, query) => this.foot.composer.mention(name, query),
      intoInline: (action) => this.ways.intoInline(action),
      copy: (text) => this.#copy(text),
      notHere: () => this.overlay.toast(this.words.notHere),
      openLink: (url, text) => this.ways.open(url, text),
    };
  }

  #build(context) {
    this.header = new Header(context, { onBack: () => this.#toList(), onSettings: () => this.openSettings() });
    this.history = new History(context);
    this.chatList = new ChatList(context, (chat) => this.#fromList(chat));
    this.foot = new Foot(context, {
      send: (text) => this.#ask({ do: "send", text }),
      attach: (kind) => this.#ask({ do: "attach", kind }),
      unblock: () => this.toggleBlock(),
      onStarted: () => this.history.log.focus({ preventScroll: true }),
    });
    this.introduction = new Introduction(context);
    const { header, chatList, history, foot } = this;
    const screen = h("div", { class: "screen" }, ...[header, chatList, history, foot].map(({ element }) => element));
    this.overlay = new Overlay(screen, context);
    const glass = h("div", { class: "glass" }, screen, this.overlay.element);
    this.root = h("section", { class: "phone", "data-testid": "phone" }, glass);
    this.#list(false);
  }

  #list(listing) {
    this.#listing = listing;
    this.chatList.element.hidden = !listing;
    this.history.element.hidden = listing;
    this.foot.element.hidden = listing;
  }

  #toList() {
    this.#list(true);
    this.#show();
    this.chatList.focus(this.chat);
  }

  #fromList(chat) {
    this.open(chat);
    this.history.scrollToEnd();
    this.focus();
  }

  #hear(frame) {
    const chat = frame.chat?.id ?? frame.chat;
    if (chat !== undefined && chat !== this.chat) return this.#heardElsewhere(frame, chat);
    if (typeof frame.person === "number" && frame.person !== this.person) return;
    const keyboard = this.history.view(frame.message_id)?.keyboard;
    switch (frame.type) {
      case "world":
        this.#failing = null; // of a server that may be another by now
        this.inbox.readAll();
        this.#underWay.clear();
        return this.redraw();
      case "bot":
      case "person":
        return this.redraw();
      case "chat":
      case "deleted":
        return this.#show();
      case "message":
        return this.#heardMessage(frame);
      case "update":
        return this.#sent(frame);
      case "dealt":
        return this.#dealt(frame);
      case "action":
        return this.header.typing();
      case "pressed":
        return keyboard?.pressed(frame.row, frame.column, frame.query_id);
      case "expired":
        return keyboard?.answered(frame.query_id);
      case "answer":
        keyboard?.answered(frame.query_id);
        return this.#answer(frame);
      case "inline":
        return this.foot.composer.offers.hear(frame);
      case "delivery":
        this.#failing = frame.status === "failing" ? frame : null;
        return this.#showTrouble();
      case "running":
        return this.#showTrouble();
      case "refused":
        if (this.socket.lastPerson === this.person) this.overlay.toast(frame.text);
    }
  }

  #heardMessage(frame) {
    if (frame.message.from?.id !== this.person) this.header.stopTyping();
    else this.foot.said();
    this.#count(frame, this.chat);
    this.#show();
  }

  #sent({ update_id: id, update }) {
    const message = update.message?.message_id;
    if (message === undefined) return;
    this.#underWay.set(id, message);
    this.history.view(message)?.wait(true);
  }

  #dealt({ update_id: id }) {
    this.history.view(this.#underWay.get(id))?.wait(false);
    this.#underWay.delete(id);
  }

  /** In a chat that is not open it counts, and the list of chats shows it. */
  #heardElsewhere(frame, chat) {
    if (!this.#world.chats.get(chat)?.members?.includes(this.person)) return;
    if (frame.type === "message") this.#count(frame, chat);
    if (["message", "deleted", "chat"].includes(frame.type)) this.#show();
  }

  #count(frame, chat) {
    if (this.inbox.count(frame, chat)) this.dispatchEvent(new Event("news"));
  }

  #answer({ text, show_alert: showAlert, url }) {
    if (url && !this.ways.open(url, url)) open(address(url) ?? "about:blank", "_blank", "noopener");
    if (text && showAlert) this.overlay.alert(text);
    else if (text) this.overlay.toast(text);
  }

  #show() {
    if (!this.#chat) return;
    if (this.#listing) this.#showList();
    else this.#showChat();
  }

  #showList() {
    this.header.show({ name: this.words.chats });
    this.chatList.show(this.inbox.chats(this.words));
  }

  #showChat() {
    const { messages, commands = {}, members = [], description = "", blocked = false } = this.#chat;
    this.inbox.read(this.chat);
    const subtitle = this.#isGroup ? this.words.group(members.length + 1) : this.words.bot; // the bot is one of them
    const { faceId: id, name } = this.inbox.face(this.#chat);
    this.header.show({ id, name, subtitle, unread: this.inbox.unread });
    this.foot.composer.setCommands(commands[this.person] ?? [], this.#isGroup ? `@${this.bot.username}` : "");
    if (this.#isGroup) this.introduction.showHint();
    else this.introduction.show(description);
    this.history.show(messages, this.introduction.element);
    this.foot.show({ empty: messages.length === 0 && !this.#isGroup, blocked });
  }

  /** Only when the language or the chat is another: drawn anew, a message loses what was unfolded in it. */
  #rewordHistory() {
    const reader = [this.languageCode, this.chat].join();
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
    this.overlay.toast((await copy(text)) ? this.words.copied : this.words.notCopied);
  }

  #line(connected) {
    clearTimeout(this.#cut);
    this.#cut = connected ? 0 : setTimeout(() => this.#showTrouble(), GRACE);
    if (connected) this.#showTrouble();
  }

  #showTrouble() {
    const resting = this.#world.running && this.#world.running.status !== "up"; // the page says it, for all phones
    if (!this.socket.open) this.header.trouble(this.words.connecting);
    else if (this.#failing && !resting) this.header.trouble(this.words.failing, this.#failing.error);
    else this.header.trouble(null);
  }
}

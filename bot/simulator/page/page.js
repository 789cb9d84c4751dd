// The page: put together as soon as the simulator has said what its world looks like.

import { Bar } from "./bar.js";
import { Board } from "./board.js";
import { h, mark } from "./dom.js";
import { askForGroup, askForPhone } from "./forms.js";
import { Note } from "./note.js";
import { pageWordsFor } from "./page-words.js";
import { Pane } from "./pane.js";
import { Shelf } from "./shelf.js";
import { Socket } from "./socket.js";
import { Traffic } from "./traffic.js";
import { formatted } from "./words.js";

const FRESH = 5; // seconds for which it is news that content was taken over

const CLOCK = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };

const words = pageWordsFor(navigator.language);
const waiting = document.querySelector("#waiting");
const socket = new Socket(socketAddress());
const traffic = new Traffic(socket);
let desk = null;

document.documentElement.lang = words.lang;
waiting.textContent = words.connecting;
socket.addEventListener("frame", ({ detail }) => {
  desk ??= new Desk();
  desk.hear(detail);
});

function socketAddress() {
  const url = new URL("simulator/socket", document.baseURI);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url;
}

/** Everything on the page, and what one part has to tell another. */
class Desk {
  #awaited = null; // what was asked for and is to be brought into view when it comes: "person" or a group's title
  #wasDown = false;

  constructor() {
    this.shelf = new Shelf(socket, words);
    this.pane = new Pane(words, traffic, {
      title: () => document.title,
      say: (text) => this.note.say(text),
      onToggle: () => this.#paneTurned(),
      onLeave: () => this.bar.focusCalls(),
    });
    this.board = new Board(words);
    this.note = new Note();
    this.bar = new Bar(words, this.shelf.tabs, {
      onPhone: () => this.#addPhone(),
      onGroup: () => this.#addGroup(),
      onRestart: () => this.#restart(),
      onCalls: () => this.pane.toggle(),
    });
    const stage = h("div", { class: "stage" }, this.shelf.element, this.pane.element);
    waiting.replaceWith(this.bar.element, this.board.element, stage, this.note.element, this.pane.status);
    this.#paneTurned();
  }

  hear(frame) {
    switch (frame.type) {
      case "world":
        this.#wasDown = false;
        this.note.clear(); // of a server that may be another by now
        this.#name();
        return this.#showRunning();
      case "bot":
        return this.#name();
      case "content":
        return this.#showContent(frame);
      case "running":
        return this.#showRunning();
      case "chat":
        return this.#arrived(frame.chat);
      case "refused":
        if (socket.lastPerson === null) this.note.say(frame.text);
    }
  }

  #name() {
    document.title = words.title(socket.world.bot.name);
    this.bar.show(document.title);
  }

  #showContent({ status, loaded_at: at }) {
    this.#showBoard();
    if (status !== "ok" || Date.now() / 1000 - at > FRESH) return;
    const time = formatted(at, navigator.language, CLOCK);
    this.note.say(words.takenOver(time));
  }

  #showRunning() {
    const status = socket.world.running?.status ?? null;
    this.bar.showRunning(status);
    this.#showBoard();
    if (status === "restarting") this.note.keep(words.restarting);
    else if (status === "up" && this.#wasDown) this.note.say(words.back);
    else if (this.#wasDown) this.note.clear();
    this.#wasDown = status === "restarting" || status === "down";
  }

  #showBoard() {
    this.board.show(socket.world.content, socket.world.running);
  }

  #paneTurned() {
    this.bar?.showCalls(this.pane.isOpen, this.pane.unseen);
    mark(document.body, "data-calls", this.pane.isOpen);
  }

  #addPhone() {
    const away = this.shelf.away.map((person) => ({ person, name: socket.world.personName(person) }));
    const onAdd = (name, code) => this.#ask({ do: "person", first_name: name, language_code: code }, "person");
    askForPhone(words, away, { onAdd, onBring: (person) => this.shelf.bring(person) });
  }

  #addGroup() {
    const people = [...socket.world.people.keys()].map((person) => ({ person, name: socket.world.personName(person) }));
    askForGroup(words, people, { onCreate: (title, members) => this.#ask({ do: "group", title, members }, title) });
  }

  #restart() {
    if (socket.world.running?.status !== "restarting") this.#ask({ do: "restart" });
  }

  #ask(request, awaited = null) {
    this.#awaited = awaited === null ? null : { name: awaited, known: new Set(socket.world.chats.keys()) };
    if (!socket.ask(request)) this.note.say(words.notSent);
  }

  /** A chat that was asked for here is brought into view: a newcomer's phone, or a group on its members' phones. */
  #arrived(chat) {
    if (!this.#awaited || this.#awaited.known.has(chat.id)) return;
    const isPrivate = chat.type === "private";
    if (isPrivate !== (this.#awaited.name === "person")) return;
    this.#awaited = null;
    if (isPrivate) this.shelf.bring(chat.id);
    else for (const phone of this.shelf.phones) if (chat.members.includes(phone.person)) phone.open(chat.id);
  }
}

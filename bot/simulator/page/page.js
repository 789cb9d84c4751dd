// The page: one phone and the panel beside it, as soon as the simulator has said what its world looks like.

import { Panel } from "./panel.js";
import { Phone } from "./phone.js";
import { Socket } from "./socket.js";
import { wordsFor } from "./words.js";

const NEWCOMER = "Ana";

const socket = new Socket(socketAddress());
const waiting = document.querySelector("#waiting");
let phone = null;
let panel = null;

waiting.textContent = wordsFor(navigator.language).connecting;
socket.addEventListener("frame", ({ detail }) => place(detail));

function socketAddress() {
  const url = new URL("simulator/socket", document.baseURI);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url;
}

/** Gives the phone to the first person there is; a world without people gets one. */
function place(frame) {
  const first = socket.world.firstPrivateChat();
  if (!first) {
    if (frame.type === "world") socket.ask({ do: "person", first_name: NEWCOMER, language_code: navigator.language });
    return;
  }
  if (!phone) setUp(first);
  else if (!socket.world.chats.has(phone.chat)) phone.move(first.person, first.chat);
  nameThePage();
}

function setUp({ person, chat }) {
  phone = new Phone(document.querySelector("#phone"), person, chat, socket, () => panel.open());
  panel = new Panel(document.querySelector("#panel"), phone, socket);
  waiting.remove();
  document.querySelector("#seat").hidden = false;
  phone.history.scrollToEnd();
}

function nameThePage() {
  document.documentElement.lang = phone.words.lang;
  document.title = phone.words.pageTitle(socket.world.bot.name);
  document.querySelector("#name").textContent = document.title;
}

// The sheet of a link that asks for a chat: what is passed on, if anything, and the chats it can go to.

import { avatar } from "./avatar.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

/** `chats` have id, faceId and name; `onChoose(id)` for the chosen one, `draft` is what it is to get. */
export function chatSheet(title, chats, words, { onChoose, close, draft = null }) {
  const choose = (id) => () => {
    close();
    onChoose(id);
  };
  const closing = { type: "button", class: "round", "aria-label": words.close, onclick: close };
  return [
    h("div", { class: "heading" }, h("h2", {}, title), h("button", closing, icon("close"))),
    ...(draft === null ? [] : [h("p", { class: "draft", lang: "", "data-testid": "draft" }, draft)]),
    h(
      "div",
      { class: "deeds" },
      chats.map(({ id, faceId, name }) =>
        h(
          "button",
          { type: "button", class: "deed", lang: "", "data-testid": "share-chat", onclick: choose(id) },
          avatar(faceId, name),
          h("b", {}, name),
        ),
      ),
    ),
  ];
}

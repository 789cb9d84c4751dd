// The sheet of a share link: what is passed on, and the chats it can go to.

import { avatar } from "./avatar.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

/** `chats` have id, faceId and name; `onChoose(id)` for the chosen one. */
export function shareSheet(draft, chats, words, { onChoose, close }) {
  const choose = (id) => () => {
    close();
    onChoose(id);
  };
  const closing = { type: "button", class: "round", "aria-label": words.close, onclick: close };
  return [
    h("div", { class: "heading" }, h("h2", {}, words.shareTo), h("button", closing, icon("close"))),
    h("p", { class: "draft", lang: "", "data-testid": "draft" }, draft),
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

// What an empty chat with a bot shows: the bot's own description.

import { h } from "./dom.js";

export class Introduction {
  constructor(context) {
    this.context = context;
    this.title = h("strong", {});
    this.description = h("p", { lang: "" });
    this.element = h("div", { class: "introduction", "data-testid": "description" }, this.title, this.description);
  }

  show(description) {
    this.title.textContent = this.context.words.whatCanIDo;
    this.description.textContent = description;
  }
}

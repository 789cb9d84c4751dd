// What an empty chat shows: a bot's own description, or in a group what can be done there.

import { h } from "./dom.js";

export class Introduction {
  constructor(context) {
    this.context = context;
    this.element = h("div", { class: "introduction", "data-testid": "description" });
  }

  show(description) {
    const title = h("strong", {}, this.context.words.whatCanIDo);
    this.element.replaceChildren(title, h("p", { lang: "" }, description));
  }

  showHint() {
    this.element.replaceChildren(h("p", {}, this.context.words.groupHint));
  }
}

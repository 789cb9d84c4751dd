// The page's two dialogs: for another phone, and for a group.

import { avatar } from "./avatar.js";
import { h, uniqueId } from "./dom.js";
import { icon } from "./icons.js";
import { LANGUAGES } from "./words.js";

const CODE = "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"; // as a client's language_code may look
const NAME = 64; // characters, as Telegram has it
const TITLE = 128;

/** Asks for a name and a language; `away` are phones to bring back: {person, name}. */
export function askForPhone(words, away, { onAdd, onBring }) {
  const name = field(words.name, { name: "first_name", required: true, maxlength: NAME, "data-testid": "phone-name" });
  const languages = h(
    "datalist",
    { id: uniqueId("languages") },
    LANGUAGES.map(([code, language]) => h("option", { value: code }, language)),
  );
  const code = field(
    words.languageCode,
    { name: "language_code", required: true, pattern: CODE, list: languages.id, "data-testid": "phone-language" },
    words.languageHint,
  );
  complain(code.input, ({ patternMismatch }) => patternMismatch && words.languageWrong);
  const again = away.length > 0 && putAway(words, away, (person) => close(() => onBring(person)));
  const close = show(words, {
    title: words.addPhone,
    lead: words.addPhoneLead,
    content: [name.nodes, code.nodes, languages, again],
    done: words.add,
    testid: "phone-dialog",
    onDone: () => onAdd(name.input.value.trim(), code.input.value.trim()),
  });
}

/** Asks for a title and members; `people` are {person, name}. */
export function askForGroup(words, people, { onCreate }) {
  const attributes = { name: "title", required: true, maxlength: TITLE, "data-testid": "group-title" };
  const title = field(words.groupTitle, attributes);
  const boxes = people.map((member) => ({ ...member, box: h("input", { type: "checkbox", checked: true }) }));
  const check = () => boxes[0].box.setCustomValidity(boxes.some(({ box }) => box.checked) ? "" : words.noMembers);
  for (const { box } of boxes) box.addEventListener("change", check);
  const members = h(
    "fieldset",
    {},
    h("legend", {}, words.members),
    boxes.map(({ person, name, box }) =>
      h("label", { class: "member" }, box, avatar(person, name), h("span", { lang: "" }, name)),
    ),
  );
  show(words, {
    title: words.newGroup,
    lead: words.newGroupLead,
    content: [title.nodes, members],
    done: words.create,
    testid: "group-dialog",
    onDone: () =>
      onCreate(
        title.input.value.trim(),
        boxes.filter(({ box }) => box.checked).map(({ person }) => person),
      ),
  });
}

function field(label, attributes, hint) {
  const [id, hintId] = [uniqueId("field"), hint && uniqueId("hint")];
  const input = h("input", { id, type: "text", autocomplete: "off", "aria-describedby": hintId, ...attributes });
  complain(input, () => input.required && input.value.trim() === "" && label);
  return { input, nodes: [h("label", { for: id }, label), input, hint && h("small", { id: hintId }, hint)] };
}

/** Lets the browser say in the page's language what is wrong; `words(validity)` gives it, or nothing. */
function complain(input, words) {
  const check = () => {
    input.setCustomValidity("");
    input.setCustomValidity(words(input.validity) || "");
  };
  input.addEventListener("input", check);
  input.addEventListener("invalid", check);
}

function putAway(words, away, onBring) {
  const button = ({ person, name }) => {
    const onclick = () => onBring(person);
    return h("button", { type: "button", class: "chip", lang: "", onclick }, avatar(person, name), name);
  };
  const heading = h("small", {}, words.putAway);
  return h("div", { class: "away", role: "group", "aria-label": words.putAway }, heading, away.map(button));
}

/** Shows a modal dialog; returns what closes it and then does something else. */
function show(words, { title, lead, content, done, testid, onDone }) {
  const id = uniqueId("heading");
  const close = (then) => {
    dialog.close();
    then?.();
  };
  const onsubmit = (event) => {
    event.preventDefault();
    close(onDone);
  };
  const closing = { type: "button", class: "round", "aria-label": words.close, onclick: () => close() };
  const dialog = h(
    "dialog",
    { class: "form", "aria-labelledby": id, "data-testid": testid },
    h(
      "form",
      { onsubmit },
      h("div", { class: "heading" }, h("h2", { id }, title), h("button", closing, icon("close"))),
      h("p", { class: "lead" }, lead),
      content.flat(),
      h(
        "div",
        { class: "actions" },
        h("button", { type: "button", onclick: () => close() }, words.cancel),
        h("button", { type: "submit", class: "done" }, done),
      ),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && close()); // beside it, on the backdrop
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("input").focus();
  return close;
}

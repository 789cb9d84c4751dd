// A message's text with its entities as DOM nodes. Offsets count UTF-16 units, exactly as JavaScript's strings do.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { anchor } from "./links.js";
import { formatted } from "./words.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** `context` has `words`, `languageCode`, `openLink(url, text)` and `sendCommand(text)`. */
export function textWithEntities(text, entities, context) {
  const inside = entities
    .filter(({ length }) => length > 0)
    .map((entity) => ({ ...entity, end: entity.offset + entity.length }));
  return nest(text, 0, text.length, inside, context);
}

function nest(text, from, to, entities, context) {
  const fragment = document.createDocumentFragment();
  const waiting = entities.sort((one, other) => one.offset - other.offset || other.end - one.end);
  let at = from;
  while (waiting.length > 0) {
    const entity = waiting.shift();
    const inner = takeInner(waiting, entity);
    fragment.append(text.slice(at, entity.offset));
    fragment.append(wrap(entity, text, nest(text, entity.offset, entity.end, inner, context), context));
    at = entity.end;
    if (BLOCKS.has(entity.type) && text[at] === "\n") at += 1; // the block ends the line by itself
  }
  fragment.append(text.slice(at, to));
  return fragment;
}

/** Takes out of `waiting` what lies inside `outer`; what reaches beyond its end is cut in two. */
function takeInner(waiting, outer) {
  const inner = [];
  while (waiting.length > 0 && waiting[0].offset < outer.end) {
    const entity = waiting.shift();
    inner.push({ ...entity, end: Math.min(entity.end, outer.end) });
    if (entity.end > outer.end) waiting.unshift({ ...entity, offset: outer.end });
  }
  return inner;
}

function wrap(entity, text, content, context) {
  const own = text.slice(entity.offset, entity.end);
  switch (entity.type) {
    case "bold":
    case "italic":
    case "underline":
    case "strikethrough":
    case "code":
      return h(TAGS[entity.type], {}, content);
    case "pre":
      return h("pre", { "data-language": entity.language, tabindex: 0 }, h("code", {}, content));
    case "blockquote":
      return h("blockquote", {}, content);
    case "expandable_blockquote":
      return expandable(content, context);
    case "spoiler":
      return spoiler(content, context);
    case "bot_command":
      return commandLink(own, content, context);
    case "hashtag":
    case "cashtag":
    case "text_mention":
      return h("span", { class: "tag" }, content);
    case "date_time":
      return h(
        "time",
        { datetime: new Date(entity.unix_time * 1000).toISOString() },
        moment(entity, context) ?? content,
      );
    default:
      return linked(entity, own, content, context);
  }
}

/** A span, not a button: a button would break the line before the full stop that follows it. */
function commandLink(command, content, { sendCommand }) {
  const onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    sendCommand(command);
  };
  const onclick = () => sendCommand(command);
  return h("span", { class: "command-link", role: "button", tabindex: 0, onclick, onkeydown }, content);
}

function linked(entity, own, content, context) {
  const urls = {
    url: () => own,
    text_link: () => entity.url,
    mention: () => `https://t.me/${own.slice(1)}`,
    email: () => `mailto:${own}`,
    phone_number: () => `tel:${own.replace(/[^+\d]/g, "")}`,
  };
  const url = urls[entity.type]?.();
  if (!url) return content; // custom emoji, and whatever Telegram thinks of next
  return anchor(url, {}, content, () => context.openLink(url, entity.type === "text_link" ? own : url)) ?? content;
}

function spoiler(content, { words }) {
  const open = (event) => {
    if (!cover.matches(".spoiler") || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    event.stopPropagation(); // the first tap on a hidden link only shows it
    for (const hidden of cover.closest(".text").querySelectorAll(".spoiler")) reveal(hidden);
  };
  const cover = h(
    "span",
    { class: "spoiler", role: "button", tabindex: 0, "aria-label": words.spoiler },
    h("span", { inert: true }, content),
  );
  cover.addEventListener("click", open);
  cover.addEventListener("keydown", open);
  return cover;
}

function reveal(cover) {
  cover.className = "spoken";
  for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
  cover.firstElementChild.removeAttribute("inert");
}

function expandable(content, { words }) {
  const toggle = () => {
    const open = quote.toggleAttribute("data-open");
    button.setAttribute("aria-expanded", String(open));
    button.setAttribute("aria-label", open ? words.fold : words.unfold);
  };
  const quoted = h("div", { class: "quoted" }, content);
  const button = h(
    "button",
    { type: "button", class: "fold", "aria-expanded": "false", "aria-label": words.unfold, onclick: toggle },
    icon("down"),
  );
  const quote = h("blockquote", { class: "expandable" }, quoted, button);
  quoted.addEventListener("focusin", () => !quote.hasAttribute("data-open") && toggle()); // a link in the folded part
  quoted.addEventListener(
    "click",
    (event) => !event.target.closest("a, [role]") && !button.hidden && getSelection().isCollapsed && toggle(),
  );
  foldable.observe(quoted);
  return quote;
}

/** Shows the way to unfold only where something is folded away, which is known once the quotation has a size. */
const foldable = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const open = target.parentElement?.hasAttribute("data-open");
    if (!open) target.nextElementSibling.hidden = target.scrollHeight <= target.clientHeight + 1;
  }
});

/** A date_time entity in the reader's zone and language, by Telegram's r|w?[dD]?[tT]?; null: the text as it is. */
function moment({ unix_time: seconds, date_time_format: format = "" }, { languageCode }) {
  if (format === "r") return relative(seconds, languageCode);
  const options = {
    ...(format.includes("w") && { weekday: "long" }),
    ...(format.includes("d") && { year: "2-digit", month: "numeric", day: "numeric" }),
    ...(format.includes("D") && { year: "numeric", month: "long", day: "numeric" }),
    ...(/t/i.test(format) && { hour: "numeric", minute: "2-digit" }),
    ...(format.includes("T") && { second: "2-digit" }),
  };
  return Object.keys(options).length > 0 ? formatted(seconds, languageCode, options) : null;
}

function relative(seconds, languageCode) {
  const away = seconds - Date.now() / 1000;
  const units = [
    ["day", 86400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
  ];
  const [unit, size] = units.find(([, size]) => Math.abs(away) >= size) ?? units.at(-1);
  return new Intl.RelativeTimeFormat(languageCode, { numeric: "auto" }).format(Math.round(away / size), unit);
}

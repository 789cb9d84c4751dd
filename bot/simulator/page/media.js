// What a message shows besides text: photos, stickers, places, contacts, files. As tiles: the page has no way to the bytes.

import { h } from "./dom.js";
import { icon } from "./icons.js";

const KINDS = { photo, sticker, location, contact, document: file };

/** The tile for whatever the message carries, or null. */
export function mediaOf(message, words) {
  const kind = Object.keys(KINDS).find((name) => message[name]);
  return kind ? KINDS[kind](message[kind], words) : null;
}

function photo(sizes, words) {
  const { width = 4, height = 3 } = sizes.at(-1) ?? {};
  const shape = height > width ? "upright" : "wide";
  return h("div", { class: `media photo ${shape}`, role: "img", "aria-label": words.photo }, icon("photo"));
}

function sticker({ emoji }, words) {
  return h(
    "div",
    { class: "media sticker", role: "img", "aria-label": `${words.sticker} ${emoji ?? ""}`.trim() },
    emoji ?? "👋",
  );
}

function location({ latitude, longitude }, words) {
  const place = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
  return h(
    "div",
    { class: "media place", role: "img", "aria-label": `${words.location} ${place}` },
    icon("location"),
    h("span", {}, place),
  );
}

function contact({ phone_number: phone, first_name: first, last_name: last }) {
  const name = [first, last].filter(Boolean).join(" ");
  return h(
    "div",
    { class: "media file", "data-testid": "contact" },
    h("span", { class: "disc" }, icon("person")),
    h("span", { class: "name" }, name, h("small", {}, phone)),
  );
}

function file({ file_name: name, file_size: size }, words) {
  const kilobytes = size ? `${Math.max(1, Math.round(size / 1024))} KB` : "";
  return h(
    "div",
    { class: "media file" },
    h("span", { class: "disc" }, icon("document")),
    h("span", { class: "name" }, name ?? words.document, h("small", {}, kilobytes)),
  );
}

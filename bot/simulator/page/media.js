// What a message shows besides text: photos, stickers, places, contacts, files. As tiles, but for photos that the bot sent.

import { h } from "./dom.js";
import { icon } from "./icons.js";

const NARROWEST = 0.6; // sides of a picture; what is more extreme is cut
const WIDEST = 2.5;
const KINDS = { photo, sticker, location, contact, document: file };

/** The tile for whatever the message carries, or null. */
export function mediaOf(message, words) {
  const kind = Object.keys(KINDS).find((name) => message[name]);
  return kind ? KINDS[kind](message[kind], words) : null;
}

function photo(sizes, words) {
  const { width = 4, height = 3, file_id: id } = sizes.at(-1) ?? {};
  const picture = h("img", { alt: "", src: `simulator/photo/${encodeURIComponent(id)}` });
  const attributes = { class: "media photo", role: "img", "aria-label": words.photo, "data-testid": "photo" };
  const tile = h("div", attributes, icon("photo"));
  tile.style.aspectRatio = Math.min(WIDEST, Math.max(NARROWEST, width / height)); // before it comes: nothing jumps then
  picture.addEventListener("load", () => tile.replaceChildren(picture));
  return tile;
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

// The card that Telegram shows for a link. The page reaches no other site: it shows where the card is, and of what.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { address, anchor } from "./links.js";

/** {element, above, below} of the card for a message's link, or null: there is no link, or no card is wanted. */
export function preview(message, context) {
  const options = message.link_preview_options ?? {};
  const url = options.is_disabled ? null : (options.url ?? firstLink(message));
  const element = url && card(url, options, context);
  if (!element) return null;
  const above = Boolean(options.show_above_text);
  return { element, above, below: !above };
}

function firstLink({ text, entities = [] }) {
  const link = entities.find(({ type }) => type === "url" || type === "text_link");
  const url = link && (link.url ?? text.slice(link.offset, link.offset + link.length));
  return url && address(url)?.startsWith("http") ? url : null;
}

function card(url, { prefer_large_media: large }, { words, openLink }) {
  const href = address(url);
  if (!href) return null;
  const { hostname, pathname, search } = new URL(href);
  const content = [
    h("strong", {}, hostname.replace(/^www\./, "")),
    h("span", { class: "address" }, decoded(pathname + search)),
    h("small", {}, words.previewNote),
    large && h("span", { class: "picture" }, icon("photo")),
  ].filter(Boolean);
  return anchor(url, { class: "preview", "data-testid": "preview" }, content, () => openLink(url, url));
}

function decoded(path) {
  try {
    return path === "/" ? "" : decodeURI(path);
  } catch {
    return path;
  }
}

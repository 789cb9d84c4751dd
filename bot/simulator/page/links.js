// What a link is: which addresses may be opened, how they look in full, and which ones lead back to this bot.

import { h } from "./dom.js";

const ALLOWED = new Set(["http:", "https:", "mailto:", "tel:", "tg:"]);

/** The address in full ("example.org" gets https), or null for what a messenger must not open. */
export function address(url) {
  try {
    const whole = new URL(/^[a-z][a-z0-9+.-]*:/i.test(url) && !/^[^/]*:\d/.test(url) ? url : `https://${url}`);
    return ALLOWED.has(whole.protocol) ? whole.href : null;
  } catch {
    return null;
  }
}

/** A link that opens in a new tab unless `onOpen` returns true: it has dealt with the click. Null for no address. */
export function anchor(url, attributes, content, onOpen) {
  const href = address(url);
  if (href === null) return null;
  const onclick = (event) => onOpen() && event.preventDefault();
  return h("a", { href, target: "_blank", rel: "noopener noreferrer", ...attributes, onclick }, content);
}

/** Whether `text` shows where `url` leads, so that no question is needed. */
export function tellsItsAddress(text, url) {
  const bare = (value) =>
    value
      .trim()
      .replace(/^https?:\/\//i, "")
      .replace(/\/$/, "")
      .toLowerCase();
  return bare(text) === bare(url);
}

/** The start parameter of a link to this very bot ("" if it has none), null for any other link. */
export function startParameter(url, username) {
  const href = address(url);
  if (!href || !username) return null;
  const { protocol, hostname, pathname, searchParams } = new URL(href);
  const web = ["t.me", "telegram.me"].includes(hostname) && pathname.slice(1).toLowerCase() === username.toLowerCase();
  const app = protocol === "tg:" && searchParams.get("domain")?.toLowerCase() === username.toLowerCase();
  return web || app ? (searchParams.get("start") ?? "") : null;
}

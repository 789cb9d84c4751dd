// What a link is: which addresses may be opened, how they look in full, and which ones lead back to this bot.

import { h } from "./dom.js";

const HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);
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

/**
 * Where a link leads inside Telegram: {start} for the chat with this bot, {startGroup} for a group that is to get it,
 * {share} for a text to pass on, else null.
 */
export function insideTelegram(url, username) {
  const href = address(url);
  if (!href) return null;
  const { protocol, hostname, pathname, searchParams } = new URL(href);
  const web = HOSTS.has(hostname) ? pathname.replace(/^\/|\/$/g, "").toLowerCase() : "";
  const app = protocol === "tg:" ? /^tg:(?:\/\/)?(\w+)/i.exec(href)?.[1].toLowerCase() : "";
  const bot = app === "resolve" ? searchParams.get("domain")?.toLowerCase() : web;
  if (bot && bot === username.toLowerCase()) {
    const group = searchParams.get("startgroup");
    return group === null ? { start: searchParams.get("start") } : { startGroup: group };
  }
  if (["share", "share/url"].includes(web) || ["msg", "msg_url"].includes(app)) return { share: shared(searchParams) };
  return null;
}

/** The draft of a share link, as Telegram's clients write it: the address first, the text below. */
const shared = (given) => ["url", "text"].map((name) => given.get(name)?.trim()).filter(Boolean).join("\n");

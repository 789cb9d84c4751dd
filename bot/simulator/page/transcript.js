// The traffic as plain text, to be pasted into a report or a letter.

import { json } from "./traffic.js";

const GIST = 80; // characters

/** A line for each entry, with its JSON below: `→` to the bot, `←` from it, `✗` where Telegram refused. */
export function transcript(title, entries) {
  const day = new Date().toISOString().slice(0, 10);
  return [`${title}, ${day}`, ...entries.map(written)].join("\n\n") + "\n";
}

function written(entry) {
  const { name, who, gist, took, ok, code, description } = entry;
  const time = took !== undefined && `(${duration(took)})`;
  const head = [clock(entry.at), sign(entry), name, who && `[${who}]`, time, short(gist)].filter(Boolean).join(" ");
  return [head, !ok && `    ${code} ${description}`, `    ${json(entry)}`].filter(Boolean).join("\n");
}

function short(text) {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > GIST ? `${line.slice(0, GIST)}…` : line;
}

export const sign = ({ toBot, ok }) => (toBot ? "→" : ok ? "←" : "✗");

/** A time of day to the millisecond, the same in every language. */
export function clock(date) {
  const two = (number) => String(number).padStart(2, "0");
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":");
  return `${time}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

export const duration = (milliseconds) =>
  milliseconds < 10 ? `${milliseconds.toFixed(1)} ms` : `${Math.round(milliseconds)} ms`;

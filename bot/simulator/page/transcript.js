// The traffic as plain text, to be pasted into a report or a letter.

/** One line an entry, with its JSON below: `→` to the bot, `←` from it, `✗` where Telegram refused. */
export function transcript(title, entries) {
  const day = new Date().toISOString().slice(0, 10);
  return [`${title}, ${day}`, ...entries.map(written)].join("\n\n") + "\n";
}

function written(entry) {
  const { name, who, took, ok, code, description } = entry;
  const head = [clock(entry.at), sign(entry), name, who && `[${who}]`, took !== undefined && duration(took)];
  const refusal = !ok && `    ${code} ${description}`;
  const json = entry.json.replaceAll(/^/gm, "    ");
  return [head.filter(Boolean).join(" "), refusal, json].filter(Boolean).join("\n");
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

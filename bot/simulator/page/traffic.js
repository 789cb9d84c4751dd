// What goes between Telegram and the bot, as values: updates one way, calls the other, the newest last.

const KEPT = 500;
const TOKEN = /\b\d+:[A-Za-z0-9_-]{30,}\b/g; // whatever looks like one is not shown

/** Dispatches "added" and "changed" (detail: the entry) and "dropped" (detail: the oldest one; null: all of them). */
export class Traffic extends EventTarget {
  #asked = new Map(); // callback query id → person
  #underWay = new Map(); // update id → entry

  constructor(socket) {
    super();
    this.socket = socket;
    this.entries = [];
    socket.addEventListener("frame", ({ detail }) => this.#hear(detail));
  }

  clear() {
    this.entries = [];
    this.#underWay.clear();
    this.#tell("dropped", null);
  }

  #hear(frame) {
    if (frame.type === "update") this.#update(frame);
    else if (frame.type === "call") this.#call(frame);
    else if (frame.type === "dealt") this.#dealt(frame);
  }

  #update({ kind, update, chat, person, update_id: id }) {
    const content = update[kind];
    if (kind === "callback_query") this.#remember(content.id, person);
    const gist = content.text ?? content.data ?? content.query ?? content.caption ?? "";
    const entry = this.#add({ toBot: true, name: kind, who: this.#who(chat, person), gist, ok: true, content: update });
    this.#underWay.set(id, entry);
  }

  #call({ method, params, ok, error_code: code, description, took_ms: took }) {
    const content = opened(params);
    const person = this.#asked.get(content.callback_query_id);
    const gist = content.text ?? content.caption ?? content.language_code ?? content.url ?? "";
    const who = this.#who(content.chat_id ?? content.scope?.chat_id, person);
    this.#add({ toBot: false, name: method, who, gist, ok, code, description, took, content });
  }

  #dealt({ update_id: id, took_ms: took }) {
    const entry = this.#underWay.get(id);
    if (!entry) return;
    this.#underWay.delete(id);
    entry.took = took;
    this.#tell("changed", entry);
  }

  #add(entry) {
    const whole = { at: new Date(), ...entry, gist: clean(String(entry.gist)) };
    this.entries.push(whole);
    this.#tell("added", whole);
    if (this.entries.length > KEPT) this.#tell("dropped", this.entries.shift());
    return whole;
  }

  /** In a private chat the person; in a group the person, and where. */
  #who(chatId, person) {
    const { world } = this.socket;
    const chat = world.chats.get(Number(chatId));
    const someone = person ?? (chat?.type === "private" ? chat.id : undefined);
    const place = chat && chat.type !== "private" ? chat.title : "";
    return [someone === undefined ? "" : world.personName(someone), place].filter(Boolean).join(", ");
  }

  #remember(query, person) {
    this.#asked.set(query, person);
    if (this.#asked.size > KEPT) this.#asked.delete(this.#asked.keys().next().value);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** What an update or a call holds, as JSON; with an `indent` on several lines. */
export const json = ({ content }, indent) => clean(JSON.stringify(content, null, indent));

/** Parameters that came as JSON inside a form, as what they are. */
function opened(params) {
  const open = (value) => {
    try {
      return typeof value === "string" && /^[[{]/.test(value) ? JSON.parse(value) : value;
    } catch {
      return value;
    }
  };
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, open(value)]));
}

const clean = (text) => text.replace(TOKEN, "…");

// What the page knows of the simulated Telegram: the bot, the people and their chats, kept up to date frame by frame.

export class World {
  constructor({ bot, people, chats }) {
    this.bot = bot;
    this.people = new Map(people.map((person) => [person.id, person]));
    this.chats = new Map(chats.map((chat) => [chat.id, { messages: [], ...chat }]));
    this.content = null; // the newest "content" frame: whether what the bot says is in order
    this.running = null; // the newest "running" frame: whether the bot runs; none where nobody here can restart it
  }

  /** Takes in one frame; frames that change nothing lasting are left to whoever listens. */
  apply(frame) {
    switch (frame.type) {
      case "bot":
        this.bot = { ...this.bot, ...frame.bot };
        break;
      case "content":
      case "running":
        this[frame.type] = frame;
        break;
      case "person":
        this.people.set(frame.person.id, frame.person);
        break;
      case "chat":
        this.chats.set(frame.chat.id, { messages: [], ...this.chats.get(frame.chat.id), ...frame.chat });
        break;
      case "message":
        this.#replace(frame.chat, frame.message.message_id, frame.message);
        break;
      case "deleted":
        this.#replace(frame.chat, frame.message_id);
        break;
    }
  }

  /** The chats that are on a person's phone: the one with the bot first. */
  chatsOf(person) {
    const own = [...this.chats.values()].filter(({ members = [] }) => members.includes(person));
    return own.sort((one, other) => (other.type === "private") - (one.type === "private"));
  }

  /** What a chat is called on a person's phone. */
  nameOf(chat) {
    return chat.type === "private" ? this.bot.name : (chat.title ?? "");
  }

  /** A person's whole name. */
  personName(person) {
    const { first_name: first, last_name: last } = this.people.get(person) ?? {};
    return [first, last].filter(Boolean).join(" ");
  }

  #replace(chatId, messageId, ...replacement) {
    const chat = this.chats.get(chatId);
    if (!chat) return;
    const others = chat.messages.filter((message) => message.message_id !== messageId);
    chat.messages = [...others, ...replacement].sort((one, other) => one.message_id - other.message_id);
  }
}

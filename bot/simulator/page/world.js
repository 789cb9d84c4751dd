// What the page knows of the simulated Telegram: the bot, the people and their chats, kept up to date frame by frame.

export class World {
  constructor({ bot, people, chats }) {
    this.bot = bot;
    this.people = new Map(people.map((person) => [person.id, person]));
    this.chats = new Map(chats.map((chat) => [chat.id, { messages: [], ...chat }]));
  }

  /** Takes in one frame; frames that change nothing lasting are left to whoever listens. */
  apply(frame) {
    switch (frame.type) {
      case "bot":
        this.bot = { ...this.bot, ...frame.bot };
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

  /** The first private chat and whose it is, or null: a world may still be without people. */
  firstPrivateChat() {
    for (const chat of this.chats.values()) {
      const person = chat.person ?? chat.id; // a private chat has the id of its person
      if (chat.type === "private" && this.people.has(person)) return { person, chat: chat.id };
    }
    return null;
  }

  #replace(chatId, messageId, ...replacement) {
    const chat = this.chats.get(chatId);
    if (!chat) return;
    const others = chat.messages.filter((message) => message.message_id !== messageId);
    chat.messages = [...others, ...replacement].sort((one, other) => one.message_id - other.message_id);
  }
}

// A person's chats as their phone lists them: what was said last, what has not been read, what is being written.

export class Inbox {
  #unread = new Map(); // chat → how many messages have come since it was open
  #drafts = new Map(); // chat → what is being written there

  /** `world()` gives the world as it is by now. */
  constructor(person, world) {
    Object.assign(this, { person, world });
  }

  /** All messages that have not been read. */
  get unread() {
    return [...this.#unread.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Counts a message that came to a chat, unless it is an edited one or the person's own; true when it counts. */
  count({ message }, chat) {
    if (message.edit_date || message.from?.id === this.person) return false;
    this.#unread.set(chat, (this.#unread.get(chat) ?? 0) + 1);
    return true;
  }

  read(chat) {
    this.#unread.delete(chat);
  }

  readAll() {
    this.#unread.clear();
  }

  /** Keeps what is being written in one chat, and gives what is being written in another. */
  swapDrafts(from, draft, to) {
    this.#drafts.set(from, draft);
    return this.#drafts.get(to) ?? "";
  }

  /** The chats, each with id, faceId, name, last message, its sender where several may write, and unread. */
  chats(words) {
    return this.world()
      .chatsOf(this.person)
      .map((chat) => {
        const last = chat.messages.at(-1);
        const sender = chat.type !== "private" && last && this.#sender(last, words);
        return { id: chat.id, ...this.face(chat), last, sender, unread: this.#unread.get(chat.id) ?? 0 };
      });
  }

  /** Whose face and name a chat has: in a private one the bot's. */
  face(chat) {
    const { bot } = this.world();
    return { faceId: chat.type === "private" ? bot.id : chat.id, name: this.world().nameOf(chat) };
  }

  #sender({ from }, words) {
    return from?.id === this.person ? words.you : from?.first_name;
  }
}

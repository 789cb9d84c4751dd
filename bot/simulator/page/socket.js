// The page's line to the simulator: frames in, requests out, and a new attempt whenever the line is cut.

import { World } from "./world.js";

const DELAYS = [300, 600, 1200, 2500, 5000, 10000]; // milliseconds between attempts, the last one from then on

/** Dispatches "frame" (detail: the frame, already in `world`) and "line" (detail: whether there is a connection). */
export class Socket extends EventTarget {
  #url;
  #line = null;
  #attempts = 0;
  #retry = 0;

  constructor(url) {
    super();
    this.#url = url;
    this.world = null;
    this.lastPerson = null; // who asked last: a "refused" frame names nobody
    addEventListener("online", () => this.#hurry());
    document.addEventListener("visibilitychange", () => !document.hidden && this.#hurry());
    this.#connect();
  }

  get open() {
    return this.#line?.readyState === WebSocket.OPEN && this.world !== null;
  }

  /** Sends a request; false when there is no line, so that the caller can keep what was typed. */
  ask(request) {
    if (!this.open) return false;
    this.lastPerson = request.person ?? null;
    this.#line.send(JSON.stringify(request));
    return true;
  }

  #connect() {
    clearTimeout(this.#retry);
    this.#line = new WebSocket(this.#url);
    this.#line.addEventListener("message", (event) => this.#hear(JSON.parse(event.data)));
    this.#line.addEventListener("close", () => this.#wait());
  }

  #hear(frame) {
    if (frame.type === "world") {
      this.world = new World(frame);
      this.#attempts = 0; // only now: a server that accepts and hangs up must not be hammered
      this.#tell("line", true);
    } else {
      this.world?.apply(frame);
    }
    if (this.world) this.#tell("frame", frame);
  }

  #wait() {
    this.#tell("line", false);
    const delay = DELAYS[Math.min(this.#attempts, DELAYS.length - 1)];
    this.#attempts += 1;
    this.#retry = setTimeout(() => this.#connect(), delay);
  }

  #hurry() {
    if (this.#line.readyState === WebSocket.CLOSED) this.#connect();
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

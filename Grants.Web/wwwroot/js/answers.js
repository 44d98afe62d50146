// Keeps what is typed into a form until the server has it. Every keystroke goes to localStorage at once; the server hears of
// it a moment later and, once it has stored an answer, the local copy goes. What is still there after a reload, a lost
// connection or another sign-in is handed back by kept().
//
// A question is an element with data-answer (its key), data-version (of the answer it started from) and data-kind:
// text, choice, choices or rows. Its inputs carry data-value, or data-column inside a data-row.
const ECHO = 150; // counts, sums and problems follow the typing
const SAVE = 600; // with the way to the server and back, less than a second
const PATIENCE = 10_000; // no answer by then counts as lost
const AGAIN = 3_000;
const LATE = 2_500; // from then on a question says that it isn't saved yet

export const start = (root, form, scope) => new Keeper(root, form, scope);

/** Tells the form what is typed, and keeps nothing. */
export const watch = (root, form) => new Watch(root, form);

class Watch {
  #root;
  #form;
  #timers = new Map();
  #listeners = new AbortController();

  constructor(root, form) {
    this.#root = root;
    this.#form = form;
    root.addEventListener("input", ({ target }) => this.#typed(target.closest("[data-answer]")), { signal: this.#listeners.signal });
  }

  reshaped(key, row) {
    const box = this.#root.querySelector(`[data-answer="${CSS.escape(key)}"]`);
    if (!box) return;
    this.#typed(box);
    goToRow(box, row);
  }

  dispose() {
    this.#listeners.abort();
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #typed(box) {
    if (!box) return;
    const key = box.dataset.answer;
    clearTimeout(this.#timers.get(key));
    this.#timers.set(key, setTimeout(() => this.#form.invokeMethodAsync("Typed", key, valueOf(box)).catch(() => {}), ECHO));
  }
}

class Keeper {
  #root;
  #form;
  #prefix;
  #pending = new Map();
  #listeners = new AbortController();

  constructor(root, form, scope) {
    this.#root = root;
    this.#form = form;
    this.#prefix = `answer:${scope}:`;
    const { signal } = this.#listeners;
    // Ends with the page and not before: what is typed while a session ends is kept as well.
    root.addEventListener("input", ({ target }) => this.#typed(target.closest("[data-value], [data-column]")?.closest("[data-answer]")));
    root.addEventListener("focusin", ({ target }) => this.#entered(target.closest("[data-value], [data-column]")), { signal });
    root.addEventListener("focusout", ({ target }) => this.#left(target.closest("[data-value], [data-column]")), { signal });
    document
      .getElementById("components-reconnect-modal")
      ?.addEventListener("components-reconnect-state-changed", ({ detail }) => detail.state === "hide" && this.#sendAll(), { signal });
  }

  /** What the server hasn't stored: [{ key, value, version }]. */
  kept() {
    const found = [];
    for (const name of Object.keys(storage() ?? {}))
      if (name.startsWith(this.#prefix)) {
        const { value, version } = JSON.parse(storage().getItem(name));
        found.push({ key: name.slice(this.#prefix.length), value, version });
      }
    return found;
  }

  /** The server stored this question's text, or the person let it go. */
  forget(key) {
    const entry = this.#pending.get(key);
    if (entry) stop(entry);
    this.#pending.delete(key);
    storage()?.removeItem(this.#prefix + key);
    this.#mark(key, false);
  }

  /** Rows came, went or moved: reads the answer again, saves it and goes to the row. */
  reshaped(key, row) {
    const box = this.#box(key);
    if (!box) return;
    this.#typed(box);
    this.#send(key);
    goToRow(box, row);
  }

  /** Sends everything that waits, and comes back when each was answered. True when nothing is left. */
  async flush() {
    await Promise.all([...this.#pending.keys()].map((key) => this.#send(key)));
    return this.#pending.size === 0;
  }

  /** Goes to the question in the address, or to the top of the section. */
  show(heading) {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place) {
      scrollTo({ top: 0, behavior: "instant" });
      document.getElementById(heading)?.focus({ preventScroll: true });
      return;
    }
    place.scrollIntoView({ block: "start", behavior: "instant" });
    place.querySelector("input, select, textarea, button")?.focus({ preventScroll: true });
  }

  dispose() {
    this.#listeners.abort();
    this.#pending.forEach(stop);
    this.#pending.clear();
  }

  #typed(box) {
    if (!box) return;
    const key = box.dataset.answer;
    const entry = this.#pending.get(key) ?? { version: Number(box.dataset.version) };
    entry.value = valueOf(box);
    this.#keep(key, entry);
    if (this.#listeners.signal.aborted) return;
    this.#pending.set(key, entry);
    clearTimeout(entry.echo);
    clearTimeout(entry.save);
    entry.echo = setTimeout(() => this.#form.invokeMethodAsync("Typed", key, entry.value).catch(() => {}), ECHO);
    entry.save = setTimeout(() => this.#send(key), SAVE);
    entry.late ??= setTimeout(() => this.#mark(key, true), SAVE + LATE);
  }

  /** Nothing that others save may move the field that somebody is in. */
  #entered(field) {
    const key = field?.closest("[data-answer]")?.dataset.answer;
    if (key) this.#form.invokeMethodAsync("Entered", key).catch(() => {});
  }

  async #left(field) {
    const key = field?.closest("[data-answer]")?.dataset.answer;
    if (!key) return;
    if (this.#pending.has(key)) await this.#send(key);
    if (document.activeElement?.closest("[data-answer]")?.dataset.answer !== key) this.#form.invokeMethodAsync("Left", key).catch(() => {});
  }

  #sendAll() {
    for (const [key, entry] of this.#pending) {
      entry.sending = null;
      this.#send(key);
    }
  }

  #send(key) {
    const entry = this.#pending.get(key);
    if (!entry) return Promise.resolve();
    clearTimeout(entry.save);
    entry.sending ??= this.#exchange(key, entry).finally(() => (entry.sending = null));
    return entry.sending;
  }

  async #exchange(key, entry) {
    for (;;) {
      const value = entry.value;
      let version;
      try {
        version = await inTime(this.#form.invokeMethodAsync("SaveAsync", key, value, entry.version));
      } catch {
        entry.save = setTimeout(() => this.#send(key), AGAIN);
        return;
      }
      if (this.#pending.get(key) !== entry || version < 0) return; // settled elsewhere, or not taken: both texts stay
      const box = this.#box(key);
      if (box) box.dataset.version = version; // the page says so itself a moment later
      if (entry.value === value) return this.forget(key);
      entry.version = version;
      this.#keep(key, entry);
    }
  }

  #keep(key, { value, version }) {
    try {
      storage()?.setItem(this.#prefix + key, JSON.stringify({ value, version }));
    } catch {
      /* full: the server still gets it */
    }
  }

  #mark(key, late) {
    this.#box(key)?.toggleAttribute("data-late", late);
  }

  #box(key) {
    return this.#root.querySelector(`[data-answer="${CSS.escape(key)}"]`);
  }
}

function goToRow(box, row) {
  const rows = box.querySelectorAll("[data-row]");
  (rows[row]?.querySelector("[data-column]") ?? box.querySelector(".rows-field > button"))?.focus();
}

function valueOf(box) {
  const inputs = [...box.querySelectorAll("[data-value]")];
  switch (box.dataset.kind) {
    case "choice":
      return inputs.find((i) => i.checked)?.value ?? "";
    case "choices":
      return list(inputs.filter((i) => i.checked).map((i) => i.value));
    case "rows":
      return list([...box.querySelectorAll("[data-row]")].map(cells));
    default:
      return inputs[0].value;
  }
}

const cells = (row) => Object.fromEntries([...row.querySelectorAll("[data-column]")].map((i) => [i.dataset.column, i.value]));

const list = (items) => (items.length > 0 ? JSON.stringify(items) : "");

function stop(entry) {
  for (const timer of [entry.echo, entry.save, entry.late]) clearTimeout(timer);
}

function inTime(answer) {
  return Promise.race([answer, new Promise((_, lost) => setTimeout(lost, PATIENCE))]);
}

function storage() {
  try {
    return localStorage;
  } catch {
    return null; // switched off
  }
}

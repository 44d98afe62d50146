// The desk where a delivered item is looked at: zoom, turn, pan and marks happen here, verdicts go to the page. Keys work while
// the focus is on the desk (its heading has it to begin with) and outside its fields, so they take nothing from anybody.
//
// data-stage holds data-sheet, which is turned and scaled; on it lie data-picture and data-draft, the mark that is being drawn.
// data-act names what a button does to the picture; data-field is the note.
const STEP = 1.25;
const MOST = 16;
const PAN = 60; // pixels
const NUDGE = 0.02; // of the image
const SAID = /^[1-9ognpx[\]]$/; // what the page does itself

export const start = (root, page) => new Desk(root, page);

class Desk {
  #root;
  #page;
  #zoom = 1;
  #turn = 0;
  #at = [0, 0];
  #mark; // x, y, width, height in fractions of the image, while it is drawn
  #marking = false;
  #listeners = new AbortController();

  constructor(root, page) {
    this.#root = root;
    this.#page = page;
    const { signal } = this.#listeners;
    root.addEventListener("keydown", (e) => this.#key(e), { signal });
    root.addEventListener("click", (e) => this.#act(e.target.closest("[data-act]")?.dataset.act), { signal });
    root.addEventListener("pointerdown", (e) => this.#drag(e), { signal });
    root.addEventListener("wheel", (e) => this.#wheel(e), { signal, passive: false });
    root.addEventListener("load", ({ target }) => this.#loaded(target), { signal, capture: true });
    if (document.activeElement === document.body) this.home();
    const picture = this.#part("picture");
    if (picture?.complete) this.#loaded(picture);
    this.#show();
    root.dataset.listens = "";
  }

  /** Gives the keys back to the desk. */
  home() {
    const heading = this.#root.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  note() {
    this.#root.querySelector("[data-field]")?.focus();
  }

  /** The mark was used, or the item is another one. */
  unmark() {
    this.#marking = false;
    this.#mark = undefined;
    this.#show();
  }

  dispose() {
    this.#listeners.abort();
  }

  #part(name) {
    return this.#root.querySelector(`[data-${name}]`);
  }

  #loaded(picture) {
    this.#reset();
    picture.dataset.shown = "";
  }

  #reset() {
    [this.#zoom, this.#turn, this.#at] = [1, 0, [0, 0]];
    this.#show();
  }

  #show() {
    const sheet = this.#part("sheet");
    if (!sheet) return;
    sheet.style.transform = `translate(${this.#at[0]}px, ${this.#at[1]}px) rotate(${this.#turn}deg) scale(${this.#zoom})`;
    const stage = this.#part("stage");
    stage.classList.toggle("is-marking", this.#marking);
    stage.classList.toggle("is-large", this.#zoom > 1); // then a finger moves the picture, and not the page
    const draft = this.#part("draft");
    draft.hidden = !this.#mark;
    if (!this.#mark) return;
    const [x, y, width, height] = this.#mark.map((part) => `${part * 100}%`);
    Object.assign(draft.style, { left: x, top: y, width, height });
  }

  #key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, [role=dialog]")) {
      if (event.key === "Escape") this.home();
      return;
    }
    if (this.#handles(event)) event.preventDefault();
  }

  #handles({ key, shiftKey, target }) {
    const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key];
    if (arrow && this.#marking) return this.#nudge(arrow, shiftKey);
    if (arrow && this.#zoom > 1) return this.#move(arrow.map((a) => -a * PAN));
    if (key === "Enter" && this.#marking && !target.closest("button, a, summary")) return this.#keep();
    if (key === "Escape" && this.#mark) return this.#drop();
    const act = { "+": "in", "=": "in", "-": "out", 0: "fit", r: "turn", m: "mark", e: "note" }[key];
    if (act) return this.#act(act);
    if (SAID.test(key)) return this.#say(key);
    return false;
  }

  #act(name) {
    if (name === "in") this.#scale(this.#zoom * STEP);
    else if (name === "out") this.#scale(this.#zoom / STEP);
    else if (name === "fit") this.#reset();
    else if (name === "turn") this.#turn = (this.#turn + 90) % 360;
    else if (name === "mark") this.#begin();
    else if (name === "note") this.note();
    else return false;
    this.#show();
    return true;
  }

  #scale(zoom) {
    this.#zoom = Math.min(MOST, Math.max(1, zoom));
    if (this.#zoom === 1) this.#at = [0, 0];
  }

  #move([x, y]) {
    this.#at = [this.#at[0] + x, this.#at[1] + y];
    this.#show();
    return true;
  }

  #wheel(event) {
    if (!event.ctrlKey || !event.target.closest("[data-stage]")) return;
    event.preventDefault();
    this.#act(event.deltaY < 0 ? "in" : "out");
  }

  // A page may refuse marks: its desk has no button for them.
  #begin() {
    if (!this.#root.querySelector("[data-act=mark]")) return;
    this.#marking = true;
    this.#mark ??= [0.375, 0.375, 0.25, 0.25];
    this.home();
  }

  #nudge([x, y], resize) {
    const [left, top, width, height] = this.#mark;
    const within = (value, most) => Math.min(most, Math.max(0, value));
    if (resize) {
      this.#mark[2] = Math.max(NUDGE, within(width + x * NUDGE, 1 - left));
      this.#mark[3] = Math.max(NUDGE, within(height + y * NUDGE, 1 - top));
    } else {
      this.#mark[0] = within(left + x * NUDGE, 1 - width);
      this.#mark[1] = within(top + y * NUDGE, 1 - height);
    }
    this.#show();
    return true;
  }

  #keep() {
    this.#marking = false;
    this.#show();
    this.#page.invokeMethodAsync("Marked", ...this.#mark).catch(() => {});
    return true;
  }

  #drop() {
    this.unmark();
    this.#page.invokeMethodAsync("Unmarked").catch(() => {});
    return true;
  }

  // One at a time: nobody judges an item that isn't on the screen yet.
  #say(key) {
    if ("busy" in this.#root.dataset) return true;
    this.#root.dataset.busy = "";
    this.#page
      .invokeMethodAsync("Pressed", key)
      .catch(() => {})
      .finally(() => delete this.#root.dataset.busy);
    return true;
  }

  /** Where on the image, in fractions of it. */
  #fraction({ clientX, clientY }) {
    const sheet = this.#part("sheet");
    const box = sheet.getBoundingClientRect();
    const turned = (-this.#turn * Math.PI) / 180;
    const x = clientX - box.left - box.width / 2;
    const y = clientY - box.top - box.height / 2;
    const fraction = (along, length) => Math.min(1, Math.max(0, along / this.#zoom / length + 0.5));
    return [
      fraction(x * Math.cos(turned) - y * Math.sin(turned), sheet.offsetWidth),
      fraction(x * Math.sin(turned) + y * Math.cos(turned), sheet.offsetHeight),
    ];
  }

  #drag(event) {
    const stage = event.target.closest("[data-stage]");
    if (!stage || event.button !== 0 || !this.#part("sheet")) return;
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    const [fromX, fromY] = this.#fraction(event);
    let [x, y] = [event.clientX, event.clientY];
    const done = new AbortController();
    const { signal } = done;
    stage.addEventListener(
      "pointermove",
      (e) => {
        if (!this.#marking) {
          this.#move([e.clientX - x, e.clientY - y]);
          [x, y] = [e.clientX, e.clientY];
          return;
        }
        const [toX, toY] = this.#fraction(e);
        this.#mark = [Math.min(fromX, toX), Math.min(fromY, toY), Math.abs(toX - fromX), Math.abs(toY - fromY)];
        this.#show();
      },
      { signal },
    );
    const end = () => {
      done.abort();
      if (this.#marking) this.#keep();
    };
    stage.addEventListener("pointerup", end, { signal });
    stage.addEventListener("pointercancel", end, { signal });
  }
}

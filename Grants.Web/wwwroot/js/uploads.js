// <file-uploads target="/my/batches/.../files" token="...">: many files at once, each in chunks that can be gone on with
// after a broken line, a closed laptop or a restarted server (tus 1.0). Drop, or choose with the keyboard. Optional: place
// (where in the record the files belong), accept (endings to offer), said (id of the words that name the files). Without a place whole
// folders can be chosen or dropped. Tells "filereceived" for each file that arrived. Its content is made here, so Blazor's diffs and this
// script don't meet.
const atOnce = 3;
// A file that is no larger comes with its announcement, in one request.
const atOnceSize = 1024 * 1024;
const smallest = 256 * 1024;
const largest = 8 * 1024 * 1024;
const attempts = 8;

const encoded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const size = (bytes) => {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  if (bytes === 1) return "1 byte";
  let unit = 0;
  for (; bytes >= 1024 && unit < units.length - 1; unit++) bytes /= 1024;
  return `${unit === 0 ? bytes : Number(bytes.toFixed(1))} ${units[unit]}`;
};
// As pages write numbers, whatever the browser's language.
const number = (count) => count.toLocaleString("en-US");
const made = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const leftBySystem = (name) => /^(\._.*|\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(name);
const isFirst = (name) => /\.(csv|tsv|xlsx)$/i.test(name) || /^manifest-/i.test(name);
const minutes = (seconds) =>
  seconds < 90 ? "about a minute left" : seconds < 5400 ? `about ${Math.round(seconds / 60)} minutes left` : `about ${Math.round(seconds / 3600)} hours left`;

/** Files of a drop with the folder that each lies in, however deep. */
async function* dropped(entries, folder = "") {
  for (const entry of entries)
    if (entry.isFile) yield { file: await new Promise((done, failed) => entry.file(done, failed)), folder };
    else {
      const reader = entry.createReader();
      // A reader gives at most a hundred at a time, and none at the end.
      for (let some; (some = await new Promise((done, failed) => reader.readEntries(done, failed))).length > 0; )
        yield* dropped(some, `${folder}${entry.name}/`);
    }
}

/** What is said of a chunk. Browsers hash only on https and on this machine. */
async function chunkHeaders(chunk) {
  const headers = { "Content-Type": "application/offset+octet-stream" };
  if (crypto.subtle) {
    const digest = await crypto.subtle.digest("SHA-256", chunk);
    headers["Upload-Checksum"] = `sha256 ${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
  }
  return headers;
}

class Refused extends Error {}

/** One file on its way. */
class Sending {
  chunk = smallest;
  offset = 0;
  state = "waiting";
  said = "";

  constructor(file, folder, target, place, token, changed) {
    Object.assign(this, { file, folder, target, place, token, changed });
  }

  /** The same file was chosen again, or another version of it. */
  renew(file) {
    Object.assign(this, { file, offset: 0, address: null, state: "waiting", said: "" });
  }

  async run() {
    this.#become("sending");
    this.abort = new AbortController();
    for (let attempt = 1; ; attempt++) {
      const before = this.offset;
      try {
        await this.#send();
        if (this.state !== "sending") return;
        return this.#become("received");
      } catch (failure) {
        if (this.abort.signal.aborted) return;
        if (this.offset > before) attempt = 1;
        if (failure.name === "NotReadableError" || failure.name === "NotFoundError")
          return this.#become("refused", "It can't be read from your disk any more. Choose it again.");
        if (failure instanceof Refused) return this.#become("refused", failure.message);
        if (attempt >= attempts) return this.#become("failed", "The line broke off. What arrived is kept.");
        this.#become("sending", "Waiting for the line");
        await wait(Math.min(30000, 500 * 2 ** attempt));
        if (this.state !== "sending") return;
      }
    }
  }

  /** What arrived is kept; it goes on from there. */
  pause() {
    this.#become("paused", "Paused");
    this.abort?.abort();
  }

  async cancel() {
    this.abort?.abort();
    const address = this.address;
    this.#become("cancelled");
    if (address) await this.#ask("DELETE", address).catch(() => {});
  }

  async #send() {
    if (this.address) {
      const found = await this.#ask("HEAD", this.address);
      if (found.ok) this.offset = Number(found.headers.get("Upload-Offset"));
      else this.address = null;
    }
    if (!this.address) {
      const about = {
        "Upload-Length": this.file.size,
        "Upload-Metadata":
          `filename ${encoded(this.file.name)},lastmodified ${encoded(String(this.file.lastModified))}` +
          (this.place ? `,place ${encoded(this.place)}` : ""),
      };
      const whole = this.file.size > 0 && this.file.size <= atOnceSize ? await this.file.arrayBuffer() : null;
      const begun = await this.#ask("POST", this.target, whole ? { ...about, ...(await chunkHeaders(whole)) } : about, whole);
      await this.#check(begun);
      this.offset = Number(begun.headers.get("Upload-Offset"));
      if (this.offset === this.file.size) return;
      this.address = begun.headers.get("Location");
    }
    do await this.#sendChunk();
    while (this.offset < this.file.size && this.state === "sending");
  }

  async #sendChunk() {
    const started = performance.now();
    const chunk = await this.file.slice(this.offset, this.offset + this.chunk).arrayBuffer();
    const headers = { "Upload-Offset": this.offset, ...(await chunkHeaders(chunk)) };
    const answer = await this.#ask("PATCH", this.address, headers, chunk);
    if (!answer.headers.has("Upload-Offset") || !(answer.ok || answer.status === 409)) await this.#check(answer);
    this.offset = Number(answer.headers.get("Upload-Offset"));
    const took = performance.now() - started;
    if (took < 1000) this.chunk = Math.min(largest, this.chunk * 2);
    else if (took > 8000) this.chunk = Math.max(smallest, this.chunk / 2);
    if (this.state === "sending") this.#become("sending");
  }

  /** A refusal is final and has words; everything else is tried again. */
  async #check(answer) {
    if (answer.ok) return;
    const detail = answer.headers.get("Content-Type")?.includes("json") ? (await answer.json()).detail : null;
    if (detail) throw new Refused(detail);
    if ([400, 401, 403, 404].includes(answer.status))
      throw new Refused("It can't be sent here any more. Reload the page to see why.");
    throw new Error(String(answer.status));
  }

  #ask(method, address, headers = {}, body = undefined) {
    return fetch(address, {
      method,
      body,
      redirect: "error",
      signal: method === "DELETE" ? undefined : this.abort?.signal,
      headers: { "Tus-Resumable": "1.0.0", RequestVerificationToken: this.token, ...headers },
    });
  }

  #become(state, said = "") {
    Object.assign(this, { state, said });
    this.changed(this);
  }
}

class FileUploads extends HTMLElement {
  #all = [];
  #byName = new Map();
  #lines = new Map();
  #begun = null;

  connectedCallback() {
    if (this.#lines.size || this.firstChild) return;
    const place = this.getAttribute("place") ?? "";
    const id = place ? `upload-${place}` : "upload-files";
    const input = made("input", { type: "file", multiple: true, id, className: "visually-hidden" });
    if (this.hasAttribute("accept")) input.accept = this.getAttribute("accept");
    if (this.hasAttribute("said")) input.setAttribute("aria-describedby", this.getAttribute("said"));
    const label = made("label", { htmlFor: input.id, className: "button" }, "Choose files");
    const words = made("p", {}, place ? "Drop files here, or" : "Drop the metadata sheet and the files here, or");
    this.total = made("progress", { max: 1, value: 0, hidden: true });
    this.total.setAttribute("aria-label", "All files");
    this.summary = made("p", { className: "upload-summary" });
    this.summary.setAttribute("role", "status");
    this.list = made("ul", { className: "upload-list" });
    this.hold = made("button", { type: "button", className: "plain-button" }, "Pause all");
    const stop = made("button", { type: "button", className: "plain-button" }, "Cancel all");
    this.controls = made("p", { className: "upload-controls", hidden: true }, this.hold, stop);
    const zone = made("div", { className: "upload-zone" }, words, input, label);
    if (!place) {
      const folder = made("input", { type: "file", id: "upload-folder", className: "visually-hidden", webkitdirectory: true });
      zone.append(folder, made("label", { htmlFor: folder.id, className: "button button-quiet" }, "Choose a folder"));
      this.#listen(folder);
    }
    this.append(zone, this.total, this.summary, this.controls, this.list);
    this.#listen(input);
    this.hold.addEventListener("click", () => this.#holdAll());
    stop.addEventListener("click", () => this.#cancelAll());
    for (const over of ["dragenter", "dragover"])
      zone.addEventListener(over, (event) => {
        event.preventDefault();
        zone.classList.add("is-over");
      });
    zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("is-over");
      // Entries are gone once this event is over; files of no entry, as some programs drop them, come without a folder.
      const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter((entry) => entry);
      if (entries.length > 0) this.#addDropped(entries);
      else this.#add([...event.dataTransfer.files].map((file) => ({ file, folder: "" })));
    });
    addEventListener("beforeunload", this.#warn);
    addEventListener("online", this.#again);
    document.addEventListener("visibilitychange", this.#again);
  }

  disconnectedCallback() {
    removeEventListener("beforeunload", this.#warn);
    removeEventListener("online", this.#again);
    document.removeEventListener("visibilitychange", this.#again);
    for (const sending of this.#all) sending.abort?.abort();
  }

  #warn = (event) => {
    if (this.#all.some((s) => s.state === "sending" || s.state === "waiting")) event.preventDefault();
  };

  /** The line is back, or the laptop is open again. */
  #again = () => {
    if (document.hidden) return;
    for (const sending of this.#all) if (sending.state === "failed") sending.state = "waiting";
    this.#next();
  };

  #listen(input) {
    input.addEventListener("change", () => {
      this.#add(
        [...input.files].map((file) => ({
          file,
          folder: file.webkitRelativePath.slice(0, -file.name.length),
        })),
      );
      input.value = "";
    });
  }

  async #addDropped(entries) {
    const files = [];
    try {
      for await (const one of dropped(entries)) files.push(one);
    } catch (failure) {
      this.summary.textContent = `The folder can't be read (${failure.message}). Choose it instead.`;
      return;
    }
    this.#add(files);
  }

  /** The sheet and the manifest first, so that what follows can be compared with them. */
  #add(files) {
    const wanted = files.filter(({ file }) => !leftBySystem(file.name));
    wanted.sort((a, b) => isFirst(b.file.name) - isFirst(a.file.name));
    for (const { file, folder } of wanted) {
      const key = file.name.normalize("NFC").toLowerCase();
      const known = this.#byName.get(key);
      if (known && known.state !== "cancelled" && known.folder !== folder) {
        this.#refuse(file, folder, `There is another one in ${known.folder || "the files you chose"}. A batch has no folders: give each its own name.`);
        continue;
      }
      if (known && ["waiting", "sending"].includes(known.state)) continue;
      if (known) {
        known.folder = folder;
        known.renew(file);
        continue;
      }
      const sending = this.#make(file, folder);
      this.#byName.set(key, sending);
      this.#all.push(sending);
    }
    this.#next();
  }

  #make(file, folder) {
    return new Sending(
      file,
      folder,
      this.getAttribute("target"),
      this.getAttribute("place"),
      this.getAttribute("token"),
      (s) => this.#changed(s),
    );
  }

  #refuse(file, folder, said) {
    const sending = Object.assign(this.#make(file, folder), { state: "refused", said, isFinal: true });
    this.#all.push(sending);
    this.#line(sending);
  }

  #holdAll() {
    const isMoving = this.#isMoving();
    for (const sending of this.#all)
      if (isMoving && sending.state === "sending") sending.pause();
      else if (isMoving && sending.state === "waiting") sending.state = "held";
      else if (!isMoving && ["paused", "held"].includes(sending.state)) sending.state = "waiting";
    this.#next();
  }

  async #cancelAll() {
    const open = this.#all.filter((s) => !["received", "cancelled"].includes(s.state));
    for (const sending of open) if (!sending.address && sending.state !== "sending") sending.state = "cancelled";
    await Promise.all(open.filter((s) => s.state !== "cancelled").map((s) => s.cancel()));
    for (const sending of open) this.#drop(sending);
    this.#next();
  }

  #isMoving() {
    return this.#all.some((s) => s.state === "sending" || s.state === "waiting");
  }

  #drop(sending) {
    this.#lines.get(sending)?.remove();
    this.#lines.delete(sending);
  }

  #next() {
    let free = atOnce - this.#all.filter((s) => s.state === "sending").length;
    for (const sending of this.#all)
      if (free > 0 && sending.state === "waiting") {
        free--;
        sending.run().then(() => this.#next());
      }
    this.#tell();
  }

  #changed(sending) {
    if (sending.state === "received" || sending.state === "cancelled") {
      this.#drop(sending);
      if (sending.state === "received")
        this.dispatchEvent(new Event("filereceived"));
    } else this.#line(sending);
    this.#tell();
  }

  #line(sending) {
    let line = this.#lines.get(sending);
    if (!line) {
      const bar = made("progress", { max: Math.max(1, sending.file.size), value: 0 });
      bar.setAttribute("aria-label", sending.file.name);
      const again = made("button", { type: "button", className: "plain-button", hidden: true }, "Try again");
      const hold = made("button", { type: "button", className: "plain-button" }, "Pause");
      const stop = made("button", { type: "button", className: "plain-button" }, "Cancel");
      again.setAttribute("aria-label", `Try again: ${sending.file.name}`);
      stop.setAttribute("aria-label", `Cancel ${sending.file.name}`);
      again.addEventListener("click", () => {
        sending.state = "waiting";
        this.#next();
      });
      hold.addEventListener("click", () => {
        if (sending.state === "paused") sending.state = "waiting";
        else sending.pause();
        this.#next();
      });
      stop.addEventListener("click", () => sending.cancel().then(() => this.#next()));
      const name = made("span", { className: "upload-name", dir: "auto" }, sending.file.name);
      line = made("li", {}, name, bar, made("span", { className: "upload-said" }), again, hold, stop);
      this.#lines.set(sending, line);
      this.list.append(line);
    }
    const [, bar, said, again, hold] = line.children;
    bar.value = sending.offset;
    said.textContent = sending.said || `${size(sending.offset)} of ${size(sending.file.size)}`;
    const stuck = sending.state === "failed" || sending.state === "refused";
    line.classList.toggle("is-bad", stuck);
    bar.hidden = stuck;
    again.hidden = !stuck || sending.isFinal === true;
    hold.hidden = stuck;
    hold.textContent = sending.state === "paused" ? "Go on" : "Pause";
    hold.setAttribute("aria-label", `${hold.textContent} with ${sending.file.name}`);
  }

  /** At most five times a second: thousands of files may be on their way. */
  #tell() {
    this.planned ??= setTimeout(() => {
      this.planned = null;
      this.#count();
    }, 200);
  }

  #count() {
    const counted = this.#all.filter((s) => s.state !== "cancelled");
    this.controls.hidden = counted.every((s) => s.state === "received" || s.isFinal);
    if (counted.length === 0) {
      this.total.hidden = true;
      this.summary.textContent = "";
      return;
    }
    const bytes = counted.reduce((sum, s) => sum + s.file.size, 0);
    const sent = counted.reduce((sum, s) => sum + (s.state === "received" ? s.file.size : s.offset), 0);
    const received = counted.filter((s) => s.state === "received").length;
    const stuck = counted.filter((s) => s.state === "failed" || s.state === "refused").length;
    const isMoving = this.#isMoving();
    if (!isMoving) this.#begun = null;
    else this.#begun ??= { at: performance.now(), sent };
    const took = isMoving ? (performance.now() - this.#begun.at) / 1000 : 0;
    const pace = took > 5 ? (sent - this.#begun.sent) / took : 0;
    this.hold.textContent = isMoving ? "Pause all" : "Go on with all";
    this.hold.hidden = !isMoving && !counted.some((s) => s.state === "paused" || s.state === "held");
    this.total.hidden = received === counted.length;
    this.total.value = bytes === 0 ? 1 : sent / bytes;
    this.summary.textContent =
      `${number(received)} of ${number(counted.length)} ${counted.length === 1 ? "file" : "files"} received, ${size(sent)} of ${size(bytes)}` +
      (pace > 0 ? `, ${minutes((bytes - sent) / pace)}` : "") +
      (stuck > 0 ? `; ${number(stuck)} need your attention` : "");
  }
}
customElements.define("file-uploads", FileUploads);

/** Calls .NET back when files arrived: at most once a second, and less often where showing ten thousand of them takes its time. */
export function watch(element, page) {
  let pause = 1000;
  let planned = false;
  let cameMeanwhile = false;
  const tell = async () => {
    cameMeanwhile = false;
    const began = performance.now();
    await page.invokeMethodAsync("FilesReceivedAsync").catch(() => {});
    pause = Math.max(1000, 5 * (performance.now() - began));
    planned = false;
    if (cameMeanwhile) plan();
  };
  const plan = () => {
    cameMeanwhile = true;
    if (planned) return;
    planned = true;
    setTimeout(tell, pause);
  };
  element.addEventListener("filereceived", plan);
}

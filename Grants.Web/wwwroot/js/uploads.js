// <file-uploads target="/my/batches/.../files" token="...">: many files at once, each in chunks that can be gone on with
// after a broken line, a closed laptop or a restarted server (tus 1.0). Drop, or choose with the keyboard. Optional: place
// (where in the record the files belong), accept (endings to offer), said (id of the words that name the files). Tells "filereceived" for each file that arrived. Its content is made here, so Blazor's diffs and this script don't meet.
const atOnce = 3;
const smallest = 256 * 1024;
const largest = 8 * 1024 * 1024;
const attempts = 8;

const encoded = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const size = (bytes) => {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  for (; bytes >= 1024 && unit < units.length - 1; unit++) bytes /= 1024;
  return `${unit === 0 ? bytes : bytes.toFixed(1)} ${units[unit]}`;
};
const made = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

class Refused extends Error {}

/** One file on its way. */
class Sending {
  chunk = smallest;
  offset = 0;
  state = "waiting";
  said = "";

  constructor(file, target, place, token, changed) {
    Object.assign(this, { file, target, place, token, changed });
  }

  async run() {
    this.#become("sending");
    this.abort = new AbortController();
    for (let attempt = 1; ; attempt++) {
      try {
        const before = this.offset;
        await this.#send();
        if (this.state !== "sending") return;
        if (this.offset > before) attempt = 1;
        return this.#become("received");
      } catch (failure) {
        if (this.abort.signal.aborted) return;
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
      const begun = await this.#ask("POST", this.target, {
        "Upload-Length": this.file.size,
        "Upload-Metadata":
          `filename ${encoded(this.file.name)},lastmodified ${encoded(String(this.file.lastModified))}` +
          (this.place ? `,place ${encoded(this.place)}` : ""),
      });
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
    const answer = await this.#ask(
      "PATCH",
      this.address,
      { "Upload-Offset": this.offset, "Content-Type": "application/offset+octet-stream" },
      this.file.slice(this.offset, this.offset + this.chunk),
    );
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
  #lines = new Map();

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
    const zone = made("div", { className: "upload-zone" }, words, input, label);
    this.append(zone, this.total, this.summary, this.list);
    input.addEventListener("change", () => {
      this.#add(input.files);
      input.value = "";
    });
    for (const over of ["dragenter", "dragover"])
      zone.addEventListener(over, (event) => {
        event.preventDefault();
        zone.classList.add("is-over");
      });
    zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("is-over");
      this.#add(event.dataTransfer.files);
    });
    addEventListener("beforeunload", this.#warn);
  }

  disconnectedCallback() {
    removeEventListener("beforeunload", this.#warn);
    for (const sending of this.#all) sending.abort?.abort();
  }

  #warn = (event) => {
    if (this.#all.some((s) => s.state === "sending" || s.state === "waiting")) event.preventDefault();
  };

  #add(files) {
    for (const file of files) {
      const known = this.#all.find((s) => s.file.name === file.name && ["waiting", "sending"].includes(s.state));
      if (known) continue;
      this.#all.push(
        new Sending(
          file,
          this.getAttribute("target"),
          this.getAttribute("place"),
          this.getAttribute("token"),
          (s) => this.#changed(s),
        ),
      );
    }
    this.#next();
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
      this.#lines.get(sending)?.remove();
      this.#lines.delete(sending);
      if (sending.state === "received")
        this.dispatchEvent(new CustomEvent("filereceived", { detail: sending.file.name }));
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
    again.hidden = !stuck;
    hold.hidden = stuck;
    hold.textContent = sending.state === "paused" ? "Go on" : "Pause";
    hold.setAttribute("aria-label", `${hold.textContent} with ${sending.file.name}`);
  }

  #tell() {
    const counted = this.#all.filter((s) => s.state !== "cancelled");
    if (counted.length === 0) return;
    const bytes = counted.reduce((sum, s) => sum + s.file.size, 0);
    const sent = counted.reduce((sum, s) => sum + (s.state === "received" ? s.file.size : s.offset), 0);
    const received = counted.filter((s) => s.state === "received").length;
    const stuck = counted.filter((s) => s.state === "failed" || s.state === "refused").length;
    this.total.hidden = received === counted.length;
    this.total.value = bytes === 0 ? 1 : sent / bytes;
    this.summary.textContent =
      `${received} of ${counted.length} files received, ${size(sent)} of ${size(bytes)}` +
      (stuck > 0 ? `; ${stuck} need your attention` : "");
  }
}
customElements.define("file-uploads", FileUploads);

/** Calls .NET back, at most once a second, when files arrived. */
export function watch(element, page) {
  let planned = false;
  element.addEventListener("filereceived", () => {
    if (planned) return;
    planned = true;
    setTimeout(() => {
      planned = false;
      page.invokeMethodAsync("FilesReceivedAsync").catch(() => {});
    }, 700);
  });
}

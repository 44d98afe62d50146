// <local-time at="2026-11-30T22:00:00Z" zone="America/New_York">: the same instant in the reader's own zone, where that
// says something new. With "short" it stands in place of the UTC time inside it. Kept in a shadow root, so that Blazor's
// diffs and this script don't meet.
class LocalTime extends HTMLElement {
  static observedAttributes = ["at", "zone", "short"];

  attributeChangedCallback() {
    const at = new Date(this.getAttribute("at"));
    if (Number.isNaN(at.valueOf())) return;
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    if (this.hasAttribute("short")) {
      root.textContent = new Intl.DateTimeFormat("en-GB", {
        day: "numeric",
        month: "short",
        year: "numeric",
        hour: "2-digit",
        minute: "2-digit",
      }).format(at);
      return;
    }
    const said = (timeZone) =>
      new Intl.DateTimeFormat("en-GB", {
        day: "numeric",
        month: "long",
        hour: "2-digit",
        minute: "2-digit",
        timeZone,
      }).format(at);
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    let text = "";
    try {
      if (said(this.getAttribute("zone") || "UTC") !== said(own)) text = ` · ${said(own)} your time`;
    } catch {
      text = ` · ${said(own)} your time`; // a zone that this browser doesn't know
    }
    root.textContent = text;
  }
}
customElements.define("local-time", LocalTime);

// <clock-time at="2026-11-30T22:00:00Z">: hours and minutes on the reader's own clock.
class ClockTime extends HTMLElement {
  static observedAttributes = ["at"];

  attributeChangedCallback() {
    const at = new Date(this.getAttribute("at"));
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.textContent = Number.isNaN(at.valueOf()) ? "" : new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(at);
  }
}
customElements.define("clock-time", ClockTime);

// <count-down at="..." now="...">: what is left until an instant, by the second at the end. "now" is the server's clock when
// the page was made, so a wrong clock here doesn't mislead.
class CountDown extends HTMLElement {
  #timer;

  connectedCallback() {
    const [at, now] = ["at", "now"].map((name) => Date.parse(this.getAttribute(name)));
    const ahead = Number.isNaN(now) ? 0 : Date.now() - now;
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const tick = () => {
      const left = at - (Date.now() - ahead);
      root.textContent = said(left);
      this.toggleAttribute("data-soon", left < 86_400_000);
      if (left >= 0) this.#timer = setTimeout(tick, left < 3_600_000 ? 1_000 - (Date.now() % 1_000) : 30_000);
    };
    tick();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }
}
customElements.define("count-down", CountDown);

function said(left) {
  if (left < 0) return "The deadline has passed";
  const seconds = Math.floor(left / 1_000);
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60];
  const count = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;
  if (days > 0) return `${count(days, "day")}${days < 3 ? ` ${count(hours, "hour")}` : ""} left`;
  if (hours > 0) return `${count(hours, "hour")} ${count(minutes, "minute")} left`;
  return `${count(minutes, "minute")} ${count(seconds % 60, "second")} left`;
}

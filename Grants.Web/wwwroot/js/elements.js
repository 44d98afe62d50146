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

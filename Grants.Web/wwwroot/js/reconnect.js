// Shows the dialog while the circuit is away. A circuit that the server no longer has can't be resumed: reload then.
const dialog = document.getElementById("components-reconnect-modal");

dialog.addEventListener("components-reconnect-state-changed", ({ detail }) => {
  if (detail.state === "show" && !dialog.open) dialog.showModal();
  else if (detail.state === "hide") dialog.close();
  else if (detail.state === "failed") document.addEventListener("visibilitychange", whenVisible);
  else if (detail.state === "rejected") location.reload();
});

dialog.querySelector("[data-reconnect]").addEventListener("click", retry);

async function retry() {
  document.removeEventListener("visibilitychange", whenVisible);
  try {
    if (!(await Blazor.reconnect())) location.reload();
  } catch {
    document.addEventListener("visibilitychange", whenVisible);
  }
}

function whenVisible() {
  if (document.visibilityState === "visible") retry();
}

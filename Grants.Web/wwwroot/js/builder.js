// The form builder. Some browsers drag nothing unless the drag carries data.
export function start(root) {
  root.addEventListener("dragstart", ({ dataTransfer }) => dataTransfer.setData("text/plain", ""));
}

/** A moved line is drawn anew: the focus goes on with it. */
export function focus(id) {
  document.getElementById(id)?.focus();
}

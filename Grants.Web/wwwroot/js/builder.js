// The form builder shows the chosen line of a long tree. Some browsers drag nothing unless the drag carries data.
export function start(root) {
  root.addEventListener("dragstart", ({ dataTransfer }) => dataTransfer.setData("text/plain", ""));
  root.querySelector(".tree-current")?.scrollIntoView({ block: "nearest" });
  root.toggleAttribute("data-alive", true);
}

/** A moved line is drawn anew: the focus goes on with it. */
export function focus(id) {
  document.getElementById(id)?.focus();
}

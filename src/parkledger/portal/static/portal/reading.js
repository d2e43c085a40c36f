// The reading room with scripts: what was read, or the refusal, is brought into view and takes the focus.
document.addEventListener("htmx:after:swap", () => {
  const shown = document.querySelector("#reading [role=alert]") ?? document.querySelector("#result");
  shown?.scrollIntoView({ block: "start" });
  if (shown?.id === "result") shown.focus({ preventScroll: true });
});

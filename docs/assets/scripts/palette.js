// Before the first paint: the color scheme chosen earlier, or the system's.
{
  const kept = window.__md_get("__palette");
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const scheme = kept?.color?.scheme ?? (dark ? "slate" : "default");
  document.body.setAttribute("data-md-color-scheme", scheme);
}

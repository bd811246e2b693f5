// What Material's pages keep in inline scripts; in a file, so that the Content-Security-Policy can refuse inline ones.
window.__md_scope = new URL("../../", document.currentScript.src);
window.__md_hash = (text) => [...text].reduce((sum, each) => (sum << 5) - sum + each.charCodeAt(0), 0);
window.__md_get = (key, store = localStorage, scope = window.__md_scope) => {
  try {
    return JSON.parse(store.getItem(scope.pathname + "." + key));
  } catch {
    return null;
  }
};
window.__md_set = (key, value, store = localStorage, scope = window.__md_scope) => {
  try {
    store.setItem(scope.pathname + "." + key, JSON.stringify(value));
  } catch {
    // A full or refused storage only loses the preference.
  }
};

// "I have been paged" is a link to the list of symptoms; with scripts it opens the search.
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element) || !event.target.closest(".nines-paged") || event.metaKey || event.ctrlKey) return;
  const toggle = document.getElementById("__search");
  const query = document.querySelector("[data-md-component=search-query]");
  if (!(toggle instanceof HTMLInputElement) || !(query instanceof HTMLElement)) return;
  event.preventDefault();
  event.stopPropagation();
  if (!toggle.checked) toggle.click();
  query.focus();
}, { capture: true });

// Names and roles that the theme's own elements lack for a screen reader.
document.addEventListener("DOMContentLoaded", () => {
  const name = () => {
    document.querySelector(".md-search")?.setAttribute("aria-label", "Search");
    for (const tools of document.querySelectorAll(".md-code__nav:not([role])")) tools.setAttribute("role", "presentation");
  };
  name();
  new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
});

// Two things that the theme asks its host for, put right before it asks.
{
  // Instant navigation follows the addresses of the sitemap, which are those of the host the site was built for. They are read as addresses
  // below wherever the site is now, so that it works (and keeps Python running) on any host and in any folder.
  const here = (text) => {
    const found = [...text.matchAll(/<loc>(.*?)<\/loc>/g)].map((match) => match[1]);
    const root = found.reduce((least, each) => (each.length < least.length ? each : least), found[0] ?? "");
    return text.replace(/<loc>(.*?)<\/loc>/g, (_, address) => `<loc>${new URL(address.slice(root.length), window.__md_scope)}</loc>`);
  };

  // The search's index and its worker wait until somebody searches: most visits never do.
  const wanted = new Promise((want) => {
    if (/[?&][hq]=/.test(location.search)) want();
    document.addEventListener("focusin", ({ target }) => target.matches(".md-search__input") && want());
  });

  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (method, address, ...more) {
    open.call(this, method, address, ...more);
    const { pathname } = new URL(address, location.href);
    if (pathname.endsWith("/sitemap.xml")) {
      Object.defineProperty(this, "responseType", { set() {} });
      Object.defineProperty(this, "response", { get: () => new Blob([here(this.responseText)]) });
    }
    if (pathname.endsWith("/search_index.json")) this.send = (body) => wanted.then(() => XMLHttpRequest.prototype.send.call(this, body));
  };

  const Thread = window.Worker;
  class Late extends EventTarget {
    constructor(address) {
      super();
      this.address = address;
    }

    postMessage(message) {
      if (!this.thread) {
        this.thread = new Thread(this.address);
        this.thread.onmessage = ({ data }) => this.dispatchEvent(new MessageEvent("message", { data }));
      }
      this.thread.postMessage(message);
    }
  }
  window.Worker = function (address, options) {
    return /\/workers\/search\.\w+\.min\.js$/.test(address) ? new Late(address) : new Thread(address, options);
  };
}

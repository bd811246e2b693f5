"""What fails is said in the page, and reading goes on; nothing gets past the content security policy."""

import pytest
from playwright.sync_api import expect

from tests.page.browser import ARTICLE, LESSON, MISTAKEN, check, exercise, text_of, write


@pytest.mark.parametrize("file", ["*.wasm.bin", "stdlib-*", "nines-*.zip.bin", "labs-*", "pyodide.asm.mjs", "worker-*"])
def test_a_missing_file_is_said_and_can_be_tried_again(context, page, watch, site_url, file):
    """Without one of Python's files the status says so and the answer is kept; the next Check tries again."""
    context.route(f"**/assets/nines/**/{file}", lambda route: route.abort())
    page.goto(site_url + ARTICLE)
    found = exercise(page)
    write(found, MISTAKEN)
    found.get_by_role("button", name="Check").click()
    expect(found.locator(".nines-status")).to_contain_text("What you wrote is kept")
    assert text_of(found) == MISTAKEN
    context.unroute(f"**/assets/nines/**/{file}")
    expect(check(found)).to_contain_text("An empty budget cannot get emptier")
    watch.errors.clear()  # the browser notes each file that it could not fetch


def test_without_the_editor_a_plain_one_works(context, page, watch, site_url):
    """When CodeMirror cannot be loaded the text area stays, and a Check works."""
    context.route("**/editor-*.js", lambda route: route.abort())
    page.goto(site_url + ARTICLE)
    found = exercise(page)
    found.locator(".nines-edit").click()
    area = found.locator(".nines-area")
    expect(found.locator(".nines-help")).to_contain_text("could not be loaded")
    area.fill(MISTAKEN)
    area.press("Control+Enter")
    expect(found.locator(".nines-verdict")).to_contain_text("An empty budget cannot get emptier")
    watch.errors.clear()  # the browser notes the file that it could not fetch


@pytest.mark.parametrize("missing", ["WebAssembly", "DecompressionStream"])
def test_an_old_browser_is_told_so(page, site_url, missing):
    """Where Python cannot run the page says which browsers can, and keeps the answer."""
    page.add_init_script(f"delete window.{missing}")
    page.goto(site_url + ARTICLE)
    found = exercise(page)
    found.get_by_role("button", name="Check").click()
    expect(found.locator(".nines-status")).to_contain_text("too old")


def test_the_policy_holds(page, watch, site_url):
    """Nothing of a reader's journey breaks the policy, which forbids other hosts and scripts of others."""
    page.add_init_script(
        "window.broken = []; addEventListener('securitypolicyviolation', e => window.broken.push(e.violatedDirective))"
    )
    page.goto(site_url + LESSON)
    write(exercise(page), MISTAKEN)
    check(exercise(page)).locator("figure svg").wait_for()
    assert page.evaluate("window.broken") == []
    page.evaluate(
        """async () => {
            const script = document.createElement('script');
            script.textContent = 'window.inline = true';
            document.head.append(script);
            const image = new Image();
            image.src = 'http://192.0.2.1/pixel.png';
            await new Promise(done => { image.onerror = done });
        }"""
    )
    assert page.evaluate("window.inline") is None
    assert {"img-src", "script-src-elem"} <= {*page.evaluate("window.broken")}
    watch.errors.clear()  # the browser notes what the policy stopped
    watch.foreign.clear()


def test_an_answer_reaches_no_network_and_no_storage(page, site_url):
    """What runs in the worker has no way to send, fetch or store, and cannot speak for the page's Python."""
    page.goto(site_url + ARTICLE)
    found = exercise(page)
    source = (
        "import js\n\n\ndef budget_left(good, valid, slo):\n"
        "    names = 'fetch XMLHttpRequest WebSocket indexedDB caches postMessage self importScripts'.split()\n"
        "    raise LookupError([name for name in names if getattr(js, name, None)])\n"
    )
    write(found, source)
    expect(check(found)).to_contain_text("[]")

/** <nines-progress> and the marks in the navigation: what is done and what comes next. */

import { Component, h } from "./dom";
import { events, watchEvents } from "./store";
import { address, topics, type Topic } from "./topics";

interface Done {
  topic: Topic;
  passed: number;
  tried: boolean;
}

/** How far each topic is; nothing is fetched for somebody who has done nothing. */
async function progress(): Promise<Done[]> {
  const checks = events().filter((event) => event.kind === "check");
  if (!checks.length) return [];
  const passed = new Set(checks.filter((event) => event.status === "passed").map((event) => event.exercise));
  return (await topics()).map((topic) => ({
    topic,
    passed: topic.core.filter((name) => passed.has(name)).length,
    tried: checks.some((event) => event.exercise?.startsWith(`${topic.slug}.`)),
  }));
}

const complete = ({ topic, passed }: Done): boolean => topic.core.length > 0 && passed === topic.core.length;

/** A dot with its words: shape and text carry the meaning, color does not. */
function dot(done: Done): HTMLElement {
  const [shape, words] = complete(done) ? ["●", "done"] : ["◐", `${done.passed} of ${done.topic.core.length} solved`];
  return h("span", { class: "nines-dot", "data-state": complete(done) ? "passed" : "tried" }, h("span", { "aria-hidden": "true" }, shape), ` ${words}`);
}

export class NinesProgress extends Component {
  protected make(): void {}

  protected override follow(): void {
    this.later(watchEvents(() => void this.show()));
    void this.show();
  }

  private async show(): Promise<void> {
    const all = await progress();
    const slug = this.getAttribute("topic");
    if (slug) {
      const mine = all.find((done) => done.topic.slug === slug && done.tried);
      return this.replaceChildren(...(mine ? [dot(mine)] : []));
    }
    if (!all.length) return;
    const finished = all.filter(complete).length;
    const next = all.find((done) => done.tried && !complete(done)) ?? all.find((done) => done.topic.core.length && !complete(done));
    this.replaceChildren(h("p", { class: "nines-sofar" }, `${finished} of ${all.length} topic${all.length === 1 ? "" : "s"} done.`,
      ...(next ? [" Next: ", h("a", { href: address(next.topic.article) }, next.topic.title), "."] : [])));
  }
}

/** Mark the topics in the navigation by what was done in them. */
export async function markNavigation(): Promise<void> {
  const all = (await progress()).filter((done) => done.tried);
  for (const old of document.querySelectorAll(".nines-navmark")) old.remove();
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a.md-nav__link[href]")) {
    const here = new URL(link.href, location.href);
    const done = all.find(({ topic }) => address(topic.article) === here.origin + here.pathname);
    if (!done || here.hash) continue;
    const mark = dot(done);
    mark.classList.add("nines-navmark");
    mark.title = mark.textContent ?? "";
    link.append(mark);
  }
}

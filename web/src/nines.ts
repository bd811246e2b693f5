/** Brings the site's elements to life; what is big comes later, when somebody asks for it. */

import { NinesBudget } from "./budget";
import { NinesCell } from "./cell";
import { NinesExercise } from "./exercise";
import { NinesExplore } from "./explore";
import { NinesPredict } from "./predict";
import { markNavigation, NinesProgress } from "./progress";
import { watchEvents } from "./store";
import style from "./style.css";

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

for (const [tag, element] of Object.entries({
  "nines-exercise": NinesExercise,
  "nines-cell": NinesCell,
  "nines-explore": NinesExplore,
  "nines-predict": NinesPredict,
  "nines-progress": NinesProgress,
  "nines-budget": NinesBudget,
})) {
  customElements.define(tag, element);
}

// Material replaces the page's content when it navigates without loading; what it puts in place of the navigation is unmarked.
const pages = (window as { document$?: { subscribe: (tell: () => void) => void } }).document$;
if (pages) pages.subscribe(() => void markNavigation());
else void markNavigation();
watchEvents(() => void markNavigation());

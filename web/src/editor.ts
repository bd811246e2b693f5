/** CodeMirror with Python, in the page's colors; loaded when somebody first edits. */

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorSelection, EditorState, Transaction } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import type { Keys } from "./source";

export interface Editor {
  dom: HTMLElement;
  set: (text: string) => void;
  focus: () => void;
}

const token = (name: string) => `var(--md-code-hl-${name}-color)`;
const colors = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword], color: token("keyword") },
  { tag: [tags.string, tags.docString], color: token("string") },
  { tag: [tags.number, tags.bool, tags.null], color: token("number") },
  { tag: [tags.comment], color: token("comment"), fontStyle: "italic" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], color: token("function") },
]);

const look = EditorView.theme({
  "&": { color: "var(--nines-ink)", backgroundColor: "var(--nines-panel)", fontSize: "inherit" },
  ".cm-scroller": { fontFamily: "var(--nines-mono, monospace)", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--nines-ink)" },
  ".cm-cursor": { borderLeftColor: "var(--nines-ink)" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--nines-muted)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--nines-ink) 5%, transparent)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--nines-accent) 28%, transparent) !important" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--nines-muted)" },
  ".cm-tooltip": { backgroundColor: "var(--nines-paper)", border: "1px solid var(--nines-line)", color: "var(--nines-ink)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--nines-accent)", color: "var(--nines-paper)" },
});

/** An editor on a text, with the selection that the reader already had in it. */
export function open(text: string, label: string, help: string, selection: [number, number], typed: (text: string) => void, keys: Keys): Editor {
  const act = (go?: () => void) => () => (go?.(), true);
  const view = new EditorView({
    state: EditorState.create({
      doc: text,
      selection: EditorSelection.single(...selection),
      extensions: [
        keymap.of([
          { key: "Shift-Enter", run: act(keys.run) },
          { key: "Mod-Enter", run: act(keys.check ?? keys.run) },
          ...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, indentWithTab,
        ]),
        lineNumbers(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(), autocompletion(),
        highlightActiveLine(), highlightActiveLineGutter(), indentUnit.of("    "), EditorState.tabSize.of(4),
        python(), syntaxHighlighting(colors), look, EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": help, tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          const ours = update.transactions.some((transaction) => transaction.annotation(Transaction.userEvent) === "nines");
          if (update.docChanged && !ours) typed(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    dom: view.dom,
    focus: () => view.focus(),
    set: (next) => {
      const { anchor, head } = view.state.selection.main;
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: next },
        selection: { anchor: Math.min(anchor, next.length), head: Math.min(head, next.length) },
        annotations: Transaction.userEvent.of("nines"),
      });
    },
  };
}

"""Style sheet of the HTML page: the look of a Vietnamese official document, on screen in light and dark, and on paper."""

from __future__ import annotations

import base64
import hashlib

STYLE = """
:root { color-scheme: light dark; --paper: #fff; --desk: #e9e7e2; --ink: #1b1b1b; --soft: #6a6a6a; --rule: #c9c5bc;
  --doubt: #ffe58a; --doubt-ink: #1b1b1b; --note: #fdf6e0; --tip: #26323d; --tip-ink: #fff; --link: #16508f; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #1d1f21; --desk: #121314; --ink: #e4e2dd; --soft: #9c9a94; --rule: #45474a;
    --doubt: #6b5500; --doubt-ink: #fff3c4; --note: #2a2718; --tip: #dfe6ec; --tip-ink: #16202a; --link: #8fbdf0; }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0; background: var(--desk); color: var(--ink);
  font: 17px/1.5 Tinos, "Times New Roman", "Liberation Serif", serif;
  display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 50rem) minmax(0, 1fr); gap: 1.5rem; padding: 1.5rem; }
a { color: var(--link); }
main { grid-column: 2; }
.sheet { background: var(--paper); padding: 3.5rem 4rem 4rem 5rem; box-shadow: 0 1px 4px #0003; overflow-wrap: break-word;
  margin-bottom: 1.5rem; }
.side { grid-column: 1; grid-row: 1; justify-self: end; width: 100%; max-width: 19rem; font: 14px/1.4 system-ui, sans-serif; }
.side nav { position: sticky; top: 1.5rem; max-height: calc(100vh - 3rem); overflow: auto; }
.side summary { font-weight: 600; cursor: pointer; padding: .3rem 0; }
.side ol { list-style: none; margin: 0; padding-left: .8rem; }
.side nav > details > ol { padding-left: 0; }
.side li { margin: 0; }
.side a { color: inherit; text-decoration: none; overflow: hidden; text-overflow: ellipsis; min-height: 24px;
  margin-bottom: 3px;
  display: -webkit-box;
  -webkit-line-clamp: 2; -webkit-box-orient: vertical; }
.side a:hover, .side a:focus { text-decoration: underline; }
.head { display: grid; grid-template-columns: 5fr 7fr; gap: .35rem 1rem; text-align: center; font-size: .95em;
  margin-bottom: 1.8rem; align-items: start; }
.head p { margin: 0; text-wrap: balance; }
.head .issuer, .head .heading { font-weight: bold; }
.head .left::after, .head .right::after { content: ""; display: block; width: 35%; margin: .3rem auto 0;
  border-top: 1px solid currentColor; }
.head .empty::after { content: none; }
.head .date { font-style: italic; }
.about { font-size: .95em; font-weight: normal; font-style: italic; line-height: 1.35; margin: .3rem 0 0;
  text-wrap: balance; }
.marks { text-align: right; font-weight: bold; margin: 0 0 1rem; }
.marks span { border: 1.5px solid currentColor; padding: .1rem .5rem; margin-left: .5rem; }
.title { text-align: center; margin: 0 2rem 1.6rem; }
.title h1 { font-size: 1.15em; margin: 0; }
.title p { font-weight: bold; margin: .1rem 0 0; text-wrap: balance; }
.title::after { content: ""; display: block; width: 22%; margin: .5rem auto 0; border-top: 1px solid currentColor; }
.to { margin: 0 0 1.2rem; display: flex; gap: .5rem; justify-content: center; }
.to p, .to ul { margin: 0; padding: 0; list-style: none; }
.to > p { white-space: nowrap; }
p { text-align: justify; text-indent: 2.2rem; margin: .5rem 0; }
.head p, .title p, .to p, .foot p, .notices p, .marks, td p { text-indent: 0; text-align: inherit; }
.marks { text-align: right; }
h2, h3, h4, h5, h6 { font-size: 1em; line-height: 1.4; margin: 1.1rem 0 .4rem; text-indent: 2.2rem; }
:is(.part, .chapter, .section, .annex) > :is(h2, h3, h4, h5, h6) {
  text-align: center; text-indent: 0; text-wrap: balance; }
.annex .annex { margin-top: 2.5rem; }
.annex > h2 { font-size: 1.1em; margin-top: 0; }
.run-in { margin-top: .5rem; text-indent: 2.2rem; text-align: justify; }
.run-in > :is(h2, h3, h4, h5, h6), .run-in > h2 + p, .run-in > h3 + p, .run-in > h4 + p, .run-in > h5 + p, .run-in > h6 + p {
  display: inline; }
.unseen { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
.basis { font-style: italic; }
.issued, .issued p { text-align: center; text-indent: 0; font-style: italic; text-wrap: balance; }
.capitals p { text-align: center; text-indent: 0; font-weight: bold; }
.lines { white-space: pre-wrap; text-indent: 0; text-align: left; }
.wide { overflow-x: auto; margin: .8rem 0; text-indent: 0; }
.wide:focus { outline: 2px solid var(--link); }
table { border-collapse: collapse; margin: 0 auto; font-size: .92em; }
th { text-align: center; }
th, td { border: 1px solid var(--rule); padding: .3rem .55rem; vertical-align: top; white-space: pre-line; }
.notes { border-top: 1px solid var(--rule); margin-top: 1.6rem; padding-top: .4rem; }
.footnote { font-size: .85em; line-height: 1.4; text-indent: 0; }
.footnote:target, sup:has(:target) { background: color-mix(in srgb, var(--doubt) 45%, transparent); }
.figure { text-align: right; }
sup { line-height: 0; font-size: .72em; text-indent: 0; } sup a { text-decoration: none; padding: 0 .1em; }
.foot { display: grid; grid-template-columns: 5fr 6fr; gap: 1rem; margin-top: 2rem; }
.recipients { font-size: .82em; line-height: 1.35; }
.recipients b { font-style: italic; font-size: 1.08em; }
.recipients ul { list-style: none; margin: .1rem 0 0; padding: 0; }
.signatures { display: flex; gap: 1rem; justify-content: space-around; text-align: center; }
.signatures p { margin: 0; }
.signatures .titles { font-weight: bold; }
.signatures .note { font-style: italic; margin: 1.4rem 0; min-height: 1.5em; }
.signatures .name { font-weight: bold; }
.page { float: left; width: 3.4rem; margin-left: -4.2rem; text-align: right; text-indent: 0;
  font: 11px/1.9 system-ui, sans-serif; color: var(--soft);
  text-decoration: none; user-select: none; }
.page:target, section:target > :is(h2, h3, h4, h5, h6), p:target {
  background: color-mix(in srgb, var(--doubt) 45%, transparent); }
.turn, .close { display: none; }
.pictured { --picture: clamp(20rem, 32vw, 32rem); }
.pictured .sheet { display: flow-root; padding-left: calc(var(--picture) + 2.5rem); }
.pictured .turn { display: inline; clear: left; line-height: 0; }
.pictured .page { float: none; display: inline-block; width: auto; margin: 0 .4rem 0 0; }
.picture { float: left; clear: left; width: var(--picture); margin: 0 1.5rem 1rem calc(0rem - var(--picture) - 1.5rem);
  text-indent: 0; }
.picture img { width: 100%; height: auto; display: block; border: 1px solid var(--rule); }
.picture:target { position: fixed; inset: 0; z-index: 4; width: auto; margin: 0; overflow: auto; background: #000c; }
.picture:target img { width: auto; max-width: 100%; margin: 0 auto; }
.picture:target + .close { display: block; position: fixed; top: .5rem; right: 1rem; z-index: 5; padding: .5rem 1rem;
  background: #fff; color: #000; font: 14px/1.4 system-ui, sans-serif; text-indent: 0; }
mark { background: var(--doubt); color: var(--doubt-ink); border-radius: 2px; position: relative; cursor: help;
  text-indent: 0; }
mark:focus { outline: 2px solid var(--link); }
mark:hover::after, mark:focus::after { content: attr(data-tip); position: absolute; left: 50%; top: 1.5em; z-index: 2;
  transform: translateX(-50%); width: max-content; max-width: 12rem;
  background: var(--tip); color: var(--tip-ink); font: 13px/1.4 system-ui, sans-serif; padding: .3rem .55rem;
  border-radius: 4px; text-align: left;
  white-space: normal; }
.ref { color: inherit; text-decoration: underline solid var(--rule) 1px; text-underline-offset: .15em; }
.ref:hover, .ref:focus { color: var(--link); text-decoration-color: currentColor; }
.changed { text-decoration: underline dotted var(--soft) 1px; text-underline-offset: .22em; }
.notices { background: var(--note); border-left: 4px solid var(--doubt); padding: .6rem .9rem;
  font: 14px/1.45 system-ui, sans-serif; margin-bottom: 1.5rem; }
.notices p, .notices ul { margin: .2rem 0; }
.notices ul { padding-left: 1.2rem; }
.pictured { grid-template-columns: minmax(12rem, 1fr) minmax(0, 79rem) 0fr; }
@media (max-width: 96rem) { .pictured { grid-template-columns: minmax(0, 79rem); justify-content: center; }
  .pictured main, .pictured .side { grid-column: 1; }
  .pictured .side { justify-self: stretch; max-width: none; grid-row: auto; }
  .pictured .side nav { position: static; max-height: none; } }
@media (max-width: 64rem) { .pictured .sheet { padding-left: 5rem; }
  .picture { width: 7rem; margin: .2rem .8rem .4rem 0; } }
@media (max-width: 75rem) { body { grid-template-columns: minmax(0, 50rem); justify-content: center; }
  main, .side { grid-column: 1; } .side { justify-self: stretch; max-width: none; grid-row: auto; }
  .side nav { position: static; max-height: none; } }
@media (max-width: 75rem) { mark:hover::after, mark:focus::after { position: fixed; inset: auto .5rem .5rem; width: auto;
  max-width: none; transform: none; } }
@media (max-width: 40rem) { .pictured .sheet { padding-left: 1.2rem; }
  .picture { float: none; display: block; margin: 0 0 .6rem; }
  body { padding: 0; gap: 0; } .side nav { max-height: 40vh; overflow: auto; }
  .sheet { padding: 1.5rem 1.2rem; } .side { padding: .6rem 1.2rem; }
  .title { margin: 0 0 1.2rem; } .page { float: none; width: auto; margin: 0 .4rem 0 0; } .foot { grid-template-columns: 1fr;
  } }
@media print {
  @page { size: A4; margin: 20mm 15mm 20mm 30mm; }
  @page across { size: A4 landscape; margin: 25mm 20mm 15mm 25mm; }
  .across, .broad { page: across; } .broad table { font-size: 8pt; } .broad :is(th, td) { padding: .1rem .25rem; }
  :root { --paper: #fff; --ink: #000; --soft: #555; --rule: #000; --doubt: #fff; --doubt-ink: #000; }
  body { display: block; padding: 0; background: none; font-size: 13pt; }
  .sheet { box-shadow: none; padding: 0; margin: 0; } .sheet + .sheet, .annex .annex { break-before: page; }
  .side, .notices, .page, .picture, .turn, .close { display: none !important; }
  .pictured .sheet { padding: 0; }
  mark { border-bottom: 1px dashed #000; } .changed, .ref { text-decoration: none; }
  .wide { overflow: visible; } h2, h3, h4, h5, h6 { break-after: avoid; } .foot, tr { break-inside: avoid; }
}
"""


def content_security_policy(*, pictures: bool = False) -> str:
    """A policy under which the page can load nothing and run nothing, and has this style and its own pictures alone."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    own = "img-src data:; " if pictures else ""
    return f"default-src 'none'; {own}style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"

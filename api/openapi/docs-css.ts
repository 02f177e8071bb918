/** Light or dark as the reader's system is. A click into a request selects it whole. */
export const docsCss = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#ffffff, #16171a);
  --raised: light-dark(#f6f7f8, #1f2125);
  --line: light-dark(#e2e5e9, #34373d);
  --text: light-dark(#1c1e21, #e4e6ea);
  --quiet: light-dark(#5f6670, #9aa1ac);
  --get: light-dark(#0b6e4f, #5fd3a6);
  --post: light-dark(#1f5fbf, #7fb2ff);
  --put: light-dark(#8a5a00, #f0b74a);
  --delete: light-dark(#b3261e, #ff8a80);
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif;
  display: grid; grid-template-columns: 15rem minmax(0, 1fr);
}
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.5rem 1rem; border-right: 1px solid var(--line); }
nav a { display: block; padding: .2rem .5rem; color: var(--quiet); text-decoration: none; border-radius: .3rem; }
nav a:hover, nav a:focus-visible { background: var(--raised); color: var(--text); }
main { padding: 1.5rem 2rem 6rem; max-width: 62rem; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; text-transform: capitalize; }
h3 { font-size: .8rem; margin: 1rem 0 .35rem; color: var(--quiet); text-transform: uppercase; letter-spacing: .04em; }
p { margin: .5rem 0; }
.intro { white-space: pre-line; color: var(--quiet); }
details { border: 1px solid var(--line); border-radius: .5rem; margin: .4rem 0; background: var(--ground); }
details[open] { background: var(--raised); }
summary { display: grid; grid-template-columns: 4rem minmax(0, 1fr); gap: .1rem .5rem; align-items: baseline; padding: .5rem .75rem; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary:focus-visible, nav a:focus-visible { outline: 2px solid var(--post); outline-offset: 2px; }
details > div { padding: 0 .75rem .75rem; border-top: 1px solid var(--line); }
.method { font: 600 .75rem/1 ui-monospace, monospace; text-transform: uppercase; }
.get { color: var(--get); } .post { color: var(--post); } .put, .patch { color: var(--put); } .delete { color: var(--delete); }
.about { color: var(--quiet); }
summary .about { grid-column: 2; font-size: .9rem; }
summary > code:only-child { grid-column: 1 / -1; }
summary code { overflow-wrap: anywhere; }
code, pre { font: .82rem/1.5 ui-monospace, SFMono-Regular, Menlo, monospace; }
pre {
  margin: 0; padding: .6rem .75rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere;
  background: var(--ground); border: 1px solid var(--line); border-radius: .35rem;
}
pre.request { user-select: all; cursor: copy; }
table { border-collapse: collapse; width: 100%; }
td { padding: .2rem .75rem .2rem 0; vertical-align: top; border-bottom: 1px solid var(--line); }
a { color: var(--post); }
@media (max-width: 50rem) { body { display: block; } nav { display: none; } main { padding: 1rem; } }
`;

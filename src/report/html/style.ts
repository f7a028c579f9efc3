/** The look of the page: phone first, light and dark, printable. Ours alone: no value of a report ever reaches it. */
export const style = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --line: #d5dae0; --paper: #fff; --panel: #f5f7f9; --no: #b3261e; --no-paper: #fdeceb; --maybe: #8a5a00; --maybe-paper: #fff4d9; --yes: #1a6b2f; --yes-paper: #e6f4ea; --link: #0b57d0 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --soft: #a3adb8; --line: #3a424b; --paper: #14171a; --panel: #1f2429; --no: #ff9d96; --no-paper: #3b1a18; --maybe: #f2c04d; --maybe-paper: #35290c; --yes: #7fd497; --yes-paper: #14301d; --link: #8ab4f8 } }
* { box-sizing: border-box }
body { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; margin: 0 auto; max-width: 62rem; padding: 1rem; color: var(--ink); background: var(--paper); overflow-wrap: anywhere }
h1 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 .75rem; padding-left: .75rem; border-left: .35rem solid } h2 { font-size: 1.05rem; line-height: 1.35; margin: 1.75rem 0 .5rem }
* + h1 { margin-top: 2.5rem }
h1.denied { border-color: var(--no) } h1.unclear { border-color: var(--maybe) } h1.allowed { border-color: var(--yes) }
p, ul, ol, dl { margin: .4rem 0 } ul, ol { padding-left: 1.25rem } a { color: var(--link) }
code, pre { font: .84em/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--panel); border-radius: 4px } code { padding: .05em .25em }
h1 code, .card code { background: none; padding: 0; font-family: inherit; font-size: inherit; font-weight: 600 }
pre { padding: .7rem .8rem; margin: .5rem 0; overflow-x: auto; overflow-wrap: normal; white-space: pre; border: 1px solid var(--line) } pre.wrap { white-space: pre-wrap; overflow-wrap: anywhere; max-height: 11rem; overflow-y: auto }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px }
dl.card { display: grid; grid-template-columns: 5.6rem minmax(0, 1fr); gap: .3rem .6rem; margin: 0 0 1rem } dl.card dt { color: var(--soft); font-weight: 400 } dl.card dd { margin: 0; grid-column: 2 }
dl.facts dt { font-weight: 600 } dl.facts dd { margin: 0 0 .4rem 0 }
@media (min-width: 40rem) { body { padding: 2rem 1.5rem } h1 { font-size: 1.5rem } dl.card, dl.facts { display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: .3rem .8rem } dl.facts dd { margin: 0 } dl.facts dt { font-weight: 400; color: var(--soft) } }
mark { background: var(--no-paper); color: var(--no); font-weight: 600; display: inline-block; min-width: 100% } .add { color: var(--yes) } .del { color: var(--no) }
ol.gates { list-style: none; display: flex; flex-wrap: wrap; gap: .35rem .3rem; padding: 0; margin: .3rem 0 .8rem } ol.gates li { display: flex; align-items: center; gap: .3rem; font-size: .85rem } ol.gates li + li::before { content: "\\2192"; color: var(--soft) }
ol.gates span { padding: .1rem .5rem; border-radius: 1rem; border: 1px solid var(--line) } .passed { color: var(--yes); background: var(--yes-paper) } .stopped { color: var(--no); background: var(--no-paper); font-weight: 700 } .stops-next { color: var(--no); background: var(--paper) } .open { color: var(--maybe); background: var(--maybe-paper) }
ol.times { list-style: none; padding: 0 0 0 1rem; border-left: 2px solid var(--line) } ol.times li { margin: .25rem 0 } ol.times time { color: var(--soft); font-size: .85rem; display: block }
nav { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0 } nav a { border: 1px solid var(--line); border-radius: 6px; padding: .35rem .8rem; text-decoration: none }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100%; min-width: 36rem } th, td { text-align: left; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top } th, td:nth-child(-n+3), td:nth-child(-n+3) code { overflow-wrap: normal; word-break: normal } th { white-space: nowrap }
details { margin: .5rem 0 } summary { cursor: pointer; color: var(--link) }
.copy button { display: block; margin: -.1rem 0 .5rem auto; font: inherit; font-size: .8rem; padding: .15rem .55rem; border: 1px solid var(--line); border-radius: 4px; background: var(--paper); color: var(--ink); cursor: pointer }
@media print { body { max-width: none; font-size: 11pt } pre { white-space: pre-wrap } nav, .copy button { display: none } }
`;

/** A button beside each command; without it, or without scripts, they are copied as text is. */
export const script = `
for (const box of document.querySelectorAll('.copy')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.addEventListener('click', () => {
    navigator.clipboard.writeText(box.querySelector('pre').textContent).then(
      () => { button.textContent = 'Copied'; },
      () => { button.textContent = 'Select and copy'; },
    );
  });
  box.append(button);
}
`;

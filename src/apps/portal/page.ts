import { languages, ownNames, type PortalLanguage, tags, texts } from './texts.ts';

/** Text placed as text: the portal writes no markup that came from anybody. */
export function escaped(value: string): string {
  return value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

export interface PortalPage {
  readonly language: PortalLanguage;
  readonly title: string;
  /** Address without language, e.g. `/verify?code=…`. */
  readonly address: string;
  readonly main: string;
  readonly demonstration: boolean;
}

function addressIn(address: string, language: PortalLanguage): string {
  const [path, query = ''] = address.split('?', 2);
  const parameters = new URLSearchParams(query);
  parameters.set('lang', language);
  return `${path}?${parameters}`;
}

/** One page: plain markup, readable without script, languages by their own names. */
export function portalPage({ language, title, address, main, demonstration }: PortalPage): string {
  const links = languages.map((one) =>
    one === language
      ? `<span aria-current="true" lang="${tags[one]}">${ownNames[one]}</span>`
      : `<a href="${escaped(addressIn(address, one))}" lang="${tags[one]}" hreflang="${tags[one]}">${ownNames[one]}</a>`,
  );
  return `<!doctype html>
<html lang="${tags[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · ${texts.portal[language]}</title>
<link rel="stylesheet" href="/portal.css">
</head>
<body>
<a class="skip" href="#main">${texts.skip[language]}</a>
${demonstration ? `<p class="strip">${texts.demonstration[language]}</p>` : ''}
<header>
<a class="name" href="${escaped(addressIn('/', language))}">${texts.portal[language]}</a>
<nav aria-label="${texts.languages[language]}">${links.join(' ')}</nav>
</header>
<main id="main">
<h1>${escaped(title)}</h1>
${main}
</main>
<footer>
<p><strong>${texts.urgent[language]}</strong> ${texts.numbers[language]}</p>
<p><a href="/desk">${texts.signIn[language]}</a></p>
</footer>
</body>
</html>
`;
}

/** Ink on paper, large enough to read, two columns never; no font, no script, no picture from anywhere. */
export const portalStyle = `
:root { color-scheme: light dark; --ink: #1b2430; --ground: #ffffff; --quiet: #4a5564; --edge: #7f8998; --link: #1d4e89; --good: #1f6b4d; --bad: #a3282b; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6ebf2; --ground: #10151c; --quiet: #b4becc; --edge: #6e7a8b; --link: #8ab6f0; --good: #7fcfae; --bad: #f2a0a2; } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--ground); font: 16px/1.75 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif; line-break: strict; }
:lang(ja) { font-family: "Hiragino Sans", "Yu Gothic", "Noto Sans CJK JP", sans-serif; }
:lang(ko) { font-family: "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR", sans-serif; word-break: keep-all; }
header, main, footer { max-width: 720px; margin: 0 auto; padding: 16px; }
header { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: baseline; border-bottom: 1px solid var(--edge); }
header nav { display: flex; flex-wrap: wrap; gap: 4px 16px; }
header nav > * { display: inline-block; padding: 10px 0; }
.name { font-size: 20px; font-weight: 600; color: var(--ink); text-decoration: none; padding: 6px 0; }
a { color: var(--link); }
a:focus-visible, input:focus-visible, button:focus-visible, select:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
h1 { font-size: 24px; line-height: 1.4; margin: 16px 0; }
h2 { font-size: 18px; margin: 24px 0 8px; }
label { display: block; font-weight: 600; margin-top: 16px; }
.hint { color: var(--quiet); margin: 0; }
input, select { width: 100%; min-height: 44px; padding: 8px 12px; font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--edge); border-radius: 4px; }
input.code { font-family: ui-monospace, monospace; letter-spacing: .04em; text-transform: uppercase; }
button, .act { display: inline-block; min-height: 48px; margin-top: 16px; padding: 10px 24px; font: inherit; font-weight: 600; color: #ffffff; background: #1d4e89; border: 0; border-radius: 4px; text-decoration: none; cursor: pointer; }
.tasks { list-style: none; padding: 0; }
.tasks li { border: 1px solid var(--edge); border-radius: 6px; padding: 16px; margin: 12px 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 24px; }
dt { color: var(--quiet); }
dd { margin: 0; overflow-wrap: anywhere; }
.verdict { border-left: 6px solid var(--edge); padding: 8px 16px; font-size: 18px; font-weight: 600; }
.verdict.good { border-color: var(--good); color: var(--good); }
.verdict.bad { border-color: var(--bad); color: var(--bad); border-left-style: double; }
.strip { margin: 0; padding: 4px 16px; text-align: center; color: #1b2430; background: repeating-linear-gradient(45deg, #fff3cf, #fff3cf 12px, #ffe9a8 12px, #ffe9a8 24px); }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 8px; top: 8px; padding: 8px; background: var(--ground); }
footer { border-top: 1px solid var(--edge); color: var(--quiet); margin-top: 32px; }
@media print { header nav, form, footer { display: none; } }
`;

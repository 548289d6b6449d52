import type { VerificationResult } from '#kernel/documents/verify.ts';
import { escaped } from './page.ts';
import { type PortalLanguage, texts } from './texts.ts';

export function verificationForm(language: PortalLanguage, typed: string): string {
  return `<p>${texts.verifyHelp[language]}</p>
<form action="/verify" method="get">
<input type="hidden" name="lang" value="${language}">
<label for="code">${texts.code[language]}</label>
<p class="hint" id="code-hint">${texts.codeHint[language]}</p>
<input class="code" id="code" name="code" value="${escaped(typed)}" aria-describedby="code-hint" autocomplete="off" spellcheck="false" maxlength="60" required>
<button type="submit">${texts.check[language]}</button>
</form>
<p class="hint">${texts.free[language]}</p>`;
}

/** Time of the query in Beijing, because the page is an answer of now and no image of truth. */
function instant(now: Date, language: PortalLanguage): string {
  const beijing = new Date(now.getTime() + 8 * 3_600_000).toISOString();
  return `${beijing.slice(0, 10)} ${beijing.slice(11, 16)}${texts.beijing[language]}`;
}

export function verificationResult(
  language: PortalLanguage,
  typed: string,
  found: VerificationResult,
  now: Date,
  host: string,
): string {
  const head = `<p class="hint">${texts.official[language]}: <strong>${escaped(host)}</strong> · ${texts.asked[language]} ${instant(now, language)}</p>`;
  if (found.result === 'malformed')
    return `${head}<p class="verdict bad">${texts.malformed[language]}</p>${verificationForm(language, typed)}`;
  if (found.result === 'not-found')
    return `${head}<p class="verdict bad">${texts.notFound[language]}</p>${verificationForm(language, typed)}`;
  const kind = language === 'zh' ? found.kind.zh : found.kind.en;
  const rows = [
    [texts.issuer[language], found.issuer],
    [texts.kind[language], kind],
    [texts.number[language], found.number],
    [texts.issuedOn[language], found.issuedOn],
    ...(found.pages === null ? [] : [[texts.pages[language], String(found.pages)]]),
  ];
  const good = found.result === 'valid';
  const matched =
    found.matches === null
      ? ''
      : `<p class="verdict ${found.matches ? 'good' : 'bad'}">${found.matches ? texts.matches[language] : texts.differs[language]}</p>`;
  const options = found.comparable
    .map(
      ({ key, label }) =>
        `<option value="${escaped(key)}">${escaped(language === 'zh' ? label.zh : label.en)}</option>`,
    )
    .join('');
  const comparing =
    found.comparable.length === 0
      ? ''
      : `<form action="/verify" method="get"><input type="hidden" name="lang" value="${language}"><input type="hidden" name="code" value="${escaped(typed)}">
<label for="fact">${texts.fact[language]}</label><select id="fact" name="fact">${options}</select>
<label for="value">${texts.compareNow[language]}</label><input id="value" name="value" maxlength="100" autocomplete="off" required>
<button type="submit">${texts.compareNow[language]}</button></form>`;
  return `${head}
<p class="verdict ${good ? 'good' : 'bad'}">${texts[found.result][language]}</p>
<dl>${rows.map(([label, value]) => `<dt>${escaped(label!)}</dt><dd>${escaped(value!)}</dd>`).join('')}</dl>
<p>${texts.compare[language]}</p>${matched}${comparing}
<p><a href="/verify?lang=${language}">${texts.again[language]}</a></p>
<p class="hint">${texts.free[language]}</p>`;
}

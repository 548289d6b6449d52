import { readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { strFromU8, unzipSync } from 'fflate';
import { SMTPServer } from 'smtp-server';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { officialLetterDocx } from '#kernel/documents/docx/letter-docx.ts';
import { sampleLetter } from '#kernel/documents/testing-letter.ts';
import { pagePolicy } from '#kernel/http/headers.ts';
import { createMailSender } from '#kernel/notifications/mail.ts';
import { portalPage } from '../../src/apps/portal/page.ts';
import { verificationForm } from '../../src/apps/portal/verify-page.ts';

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '[点我](javascript:alert(1)) **粗** # 题',
  '</w:t></w:r><w:r><w:t>夹带',
  '{{constructor.constructor("alert(1)")()}}',
  '&lt;b&gt; &amp; ]]>',
];

const files = (ending: RegExp) =>
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((file) => `src/${file.replaceAll('\\', '/')}`)
    .filter((file) => ending.test(file) && !/\.test\.tsx?$|\.gen\.ts$/.test(file));

/** Ways by which a text becomes markup or a program, in JavaScript and in JSX. */
const asMarkup = new Set([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'srcdoc',
  'srcDoc',
  'dangerouslySetInnerHTML',
  'createContextualFragment',
  'parseFromString',
  'setHTML',
  'setHTMLUnsafe',
]);

function markupIn(name: string, text: string): readonly string[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    const at = () => `${name}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    if (ts.isPropertyAccessExpression(node) && asMarkup.has(node.name.text)) found.push(`${at()} ${node.name.text}`);
    if ((ts.isJsxAttribute(node) || ts.isPropertyAssignment(node)) && asMarkup.has(node.name.getText()))
      found.push(`${at()} ${node.name.getText()}`);
    if (ts.isPropertyAccessExpression(node) && /^document\.write(ln)?$/.test(node.getText()))
      found.push(`${at()} ${node.getText()}`);
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'eval')
      found.push(`${at()} eval`);
    if (ts.isNewExpression(node) && node.expression.getText() === 'Function') found.push(`${at()} new Function`);
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

describe('text is shown as text (OB-03)', () => {
  test('no source file makes markup or a program out of a text', () => {
    const all = files(/\.tsx?$/);
    expect(all.length).toBeGreaterThan(400);
    expect(all.flatMap((file) => markupIn(file, readFileSync(file, 'utf8')))).toEqual([]);
  });

  test.each([
    'element.innerHTML = title',
    '<p dangerouslySetInnerHTML={{ __html: title }} />',
    '<iframe srcDoc={title} />',
    'document.write(title)',
    'eval(title)',
    'new Function(title)',
    "element.insertAdjacentHTML('beforeend', title)",
  ])('%s would be found', (text) => {
    expect(markupIn('planted.tsx', text).length).toBeGreaterThan(0);
  });

  test('addresses of links are made by the program: an own path, or one of an endpoint', () => {
    const odd: string[] = [];
    for (const file of files(/\.tsx$/)) {
      const source = ts.createSourceFile(
        file,
        readFileSync(file, 'utf8'),
        ts.ScriptTarget.Latest,
        true,
        ts.ScriptKind.TSX,
      );
      const look = (node: ts.Node): void => {
        if (
          ts.isJsxAttribute(node) &&
          ['href', 'src'].includes(node.name.getText()) &&
          node.initializer &&
          ts.isJsxExpression(node.initializer)
        ) {
          const given = node.initializer.expression?.getText() ?? '';
          if (!/^(address\(|\w*Address\(|`[/?#]|file\.href$|address$|shown$|sheet$|picture$)/.test(given))
            odd.push(`${file} ${given.slice(0, 60)}`);
        }
        ts.forEachChild(node, look);
      };
      look(source);
    }
    expect(odd).toEqual([]);
  });

  test.each(hostile)('on the portal: %s', (text) => {
    const page = portalPage({
      language: 'zh',
      title: text,
      address: `/verify?code=${text}`,
      main: verificationForm('zh', text),
      demonstration: false,
    });
    const shown = page.replaceAll(/&#(\d+);/g, '');
    for (const tag of ['<script', '<img', '<svg', '<b>', '<w:', 'onerror=', 'onload='].filter((one) =>
      text.includes(one),
    )) {
      if (tag.startsWith('<')) expect(shown).not.toContain(tag);
    }
    expect(page.match(/<input[^>]*>/g)).toHaveLength(2);
    expect(
      /value="([^"]*)" aria-describedby/
        .exec(page)![1]!
        .replaceAll(/&#(\d+);/g, (_, one: string) => String.fromCharCode(Number(one))),
    ).toBe(text);
  });

  test('in the editable copy of a letter, letter by letter, and as no element of it', async () => {
    const plain = unzipSync(await officialLetterDocx(sampleLetter({ paragraphs: hostile.map(() => '平常的话') })));
    const parts = unzipSync(
      await officialLetterDocx(sampleLetter({ paragraphs: hostile, title: hostile[0]!, addressee: hostile[2]! })),
    );
    const xml = strFromU8(parts['word/document.xml']!);
    const text = [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
      .map((match) => match[1]!)
      .join('')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&');
    for (const one of hostile) expect(text).toContain(one);
    const elements = (source: string) => new Set([...source.matchAll(/<([\w:]+)/g)].map((match) => match[1]));
    expect([...elements(xml)].filter((one) => !elements(strFromU8(plain['word/document.xml']!)).has(one))).toEqual([]);
    expect(Object.keys(parts).sort()).toEqual(Object.keys(plain).sort());
  });

  test('in mail: plain text in one part, nothing that a reader of mail would draw', async () => {
    const received: string[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onData: (stream, _session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          received.push(Buffer.concat(chunks).toString());
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as AddressInfo;
    const sender = createMailSender({ host: '127.0.0.1', port, security: 'none', from: 'honglu@fao.example' });
    const body = hostile.join('\n');
    await sender.send({ to: 'zhang@fao.example', subject: hostile[0]!, body, id: 'm1' });
    sender.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    const [head, ...rest] = received[0]!.split('\r\n\r\n');
    expect(head).toMatch(/content-type: text\/plain; charset=utf-8/i);
    expect(received[0]).not.toMatch(/multipart|text\/html/i);
    expect(Buffer.from(rest.join(''), 'base64').toString().replaceAll('\r\n', '\n').trim()).toBe(body);
  });
});

describe('nothing is loaded from another host (OB-09)', () => {
  /** What makes a browser, a mail or a page fetch: an address in markup, a style, or a call. */
  const fetching =
    /(?:src|href|action|data|poster|srcset)\s*=\s*\{?["'`](?:https?:)?\/\/|url\(\s*["']?(?:https?:)?\/\/|@import\s+(?:url\()?["']?(?:https?:)?\/\/|(?:fetch|import|importScripts|WebSocket|EventSource|Worker|sendBeacon)\(\s*["'`](?:https?:|wss?:)?\/\//;

  test('no page, style, script or part of the portal names one', () => {
    const own = files(/\.(tsx?|html|css)$/).filter(
      (file) => /\/(web|portal|pages|ui)\//.test(file) || file.endsWith('.tsx'),
    );
    expect(own.length).toBeGreaterThan(150);
    const foreign = own.filter((file) => fetching.test(readFileSync(file, 'utf8')));
    expect(foreign).toEqual([]);
  });

  test.each([
    '<script src="https://cdn.example/x.js">',
    "@import url('https://fonts.example/css')",
    'background: url(//cdn.example/a.png)',
    "fetch('https://stat.example/hit')",
    "new WebSocket('wss://x.example')",
    '<img src={`https://map.example/a.png`} />',
  ])('%s would be found', (text) => {
    expect(fetching.test(text)).toBe(true);
  });

  test('and the policy of every page lets the browser load from ourselves only', () => {
    const directives = pagePolicy('n')
      .split('; ')
      .map((one) => one.split(' '));
    for (const [name, ...sources] of directives)
      expect(
        sources.filter((one) => !/^('none'|'self'|'nonce-n'|'unsafe-inline'|data:|blob:)$/.test(one)),
        name,
      ).toEqual([]);
    expect(directives.find(([name]) => name === 'script-src')).toEqual(['script-src', "'self'"]);
    expect(directives.find(([name]) => name === 'default-src')).toEqual(['default-src', "'none'"]);
  });
});

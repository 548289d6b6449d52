import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Clock, dayInBeijing } from '#kernel/calendar/day.ts';
import type { Crypto } from '#kernel/crypto/crypto.ts';
import type { Database } from '#kernel/database/database.ts';
import type { DocumentKind } from '#kernel/documents/kind.ts';
import { verifyCode } from '#kernel/documents/verify.ts';
import type { Limits } from '#kernel/http/limits.ts';
import { Problem } from '#kernel/http/problem.ts';
import { setting } from '#kernel/settings/setting.ts';
import { readSetting } from '#kernel/settings/storage.ts';
import { escaped, portalPage, portalStyle } from './page.ts';
import { languages, type PortalLanguage, texts } from './texts.ts';
import { verificationForm, verificationResult } from './verify-page.ts';

/** Which kinds of document the public page answers for is the office's choice; approval papers are for staff unless it says otherwise. */
export const publicKinds = setting({
  key: 'documents.public-kinds',
  label: { zh: '公开核验的文书种类', en: 'Kinds of document that the public page answers for' },
  help: { zh: '填文书种类代码；未列入的一律答“未查到”', en: 'Codes of kinds; others answer "not found"' },
  schema: z.array(z.string()).nullable(),
  default: null,
});

export interface PortalParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly crypto: Crypto;
  readonly kinds: readonly DocumentKind[];
}

/** A policy without any script: the portal is read, not run. */
const policy = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** 30 checks a minute from one address (OP-09); five facts a day for one code (OB-07). */
const checksPerMinute = 30;
const factsPerDay = 5;

function languageIn(request: FastifyRequest): PortalLanguage {
  const asked = (request.query as { lang?: unknown }).lang;
  if (languages.includes(asked as PortalLanguage)) return asked as PortalLanguage;
  for (const part of (request.headers['accept-language'] ?? '').split(',')) {
    const tag = part.trim().slice(0, 2).toLowerCase();
    if (languages.includes(tag as PortalLanguage)) return tag as PortalLanguage;
  }
  return 'zh';
}

const word = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '');

/** Public pages: plain markup that works without script, in four languages. */
export function servePortal(server: FastifyInstance, parts: PortalParts, limits: Limits): void {
  const page = async (reply: FastifyReply, language: PortalLanguage, title: string, address: string, main: string) =>
    reply
      .header('content-security-policy', policy)
      .header('cache-control', 'no-store')
      .header('content-language', language)
      .type('text/html; charset=utf-8')
      .send(portalPage({ language, title, address, main, demonstration: await isDemonstration(parts.database) }));

  server.get('/portal.css', { exposeHeadRoute: false }, (_request, reply) =>
    reply.header('cache-control', 'public, max-age=3600').type('text/css; charset=utf-8').send(portalStyle),
  );

  server.get('/', { exposeHeadRoute: false }, async (request, reply) => {
    const language = languageIn(request);
    const main = `<ul class="tasks"><li><h2>${texts.verify[language]}</h2><p>${texts.verifyHelp[language]}</p>
<a class="act" href="/verify?lang=${language}">${texts.verify[language]}</a></li></ul>`;
    return page(reply, language, texts.what[language], '/', main);
  });

  const verify = async (request: FastifyRequest, reply: FastifyReply, typed: string) => {
    const language = languageIn(request);
    const query = request.query as { fact?: unknown; value?: unknown };
    const address = typed === '' ? '/verify' : `/verify?code=${encodeURIComponent(typed)}`;
    if (typed === '') return page(reply, language, texts.verify[language], address, verificationForm(language, ''));
    try {
      limits.count(`portal-verify ${request.ip}`, checksPerMinute);
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      reply.status(429).header('retry-after', '60');
      return page(
        reply,
        language,
        texts.verify[language],
        address,
        `<p class="verdict bad">${texts.tooMany[language]}</p>`,
      );
    }
    const key = word(query.fact);
    const value = word(query.value);
    const fact = key !== '' && value !== '' && (await mayCompare(parts, typed)) ? { key, value } : null;
    const found = await verifyCode(parts, typed, fact, (officeId, kind) => answersFor(parts, officeId, kind));
    const main = verificationResult(language, typed, found, parts.clock.now(), request.hostname);
    return page(reply, language, texts.result[language], address, main);
  };
  server.get('/verify', { exposeHeadRoute: false }, (request, reply) =>
    verify(request, reply, word((request.query as { code?: unknown }).code)),
  );
  server.get('/verify/:code', { exposeHeadRoute: false }, (request, reply) =>
    verify(request, reply, word((request.params as { code?: unknown }).code)),
  );
}

async function isDemonstration(database: Database): Promise<boolean> {
  const { rows } = await sql<{ demonstration: boolean }>`select demonstration from kernel.all_offices()`.execute(
    database.unscoped,
  );
  return rows.length > 0 && rows.every(({ demonstration }) => demonstration);
}

async function answersFor(parts: PortalParts, officeId: string, kind: DocumentKind): Promise<boolean> {
  const chosen = await parts.database.read(officeId, (queries) =>
    readSetting(queries, officeId, publicKinds, dayInBeijing(parts.clock.now())),
  );
  return chosen === null ? kind.publicByDefault : chosen.includes(kind.key);
}

/** Guessing a fact is stopped after five tries a day, counted for the code over all addresses and nodes. */
async function mayCompare({ database, clock }: PortalParts, code: string): Promise<boolean> {
  const { rows } = await sql<{
    tries: number;
  }>`select kernel.count_fact_try(${escaped(code)}, ${dayInBeijing(clock.now())}::date) as tries`.execute(
    database.unscoped,
  );
  return rows[0]!.tries <= factsPerDay;
}

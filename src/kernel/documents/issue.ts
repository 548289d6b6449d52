import { type Day, dayInBeijing } from '../calendar/day.ts';
import type { Work } from '../commands/command.ts';
import type { Crypto } from '../crypto/crypto.ts';
import { Problem } from '../http/problem.ts';
import type { Actor } from '../identity/actor.ts';
import { postsInForce } from '../identity/may.ts';
import type { Role } from '../identity/roles.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { namesOf } from '../parties/persons.ts';
import { readSetting } from '../settings/storage.ts';
import { grouped, newVerificationCode } from './code.ts';
import { refuseCosigners } from './cosigners.ts';
import type { DocumentKind } from './kind.ts';
import { cosignAsked } from './notices.ts';
import { registerSealUse, sealOf } from './registers.ts';
import type { Renderer } from './render/render.ts';
import { templateDigest } from './render/template-digest.ts';
import {
  type DocumentCommand,
  type DocumentState,
  documentStates,
  refusalOf,
  refusalTexts,
  stateAfter,
  transitions,
} from './states.ts';
import {
  addEvent,
  changeDocument,
  clearCosignatures,
  findDocument,
  insertDraft,
  isDemonstration,
  markReplaced,
  openContent,
  recordCosignature,
  type StoredDocument,
  sealContent,
  takeSerial,
  writeNumbering,
} from './storage.ts';

/** What the document engine works with beside the command. */
export interface DocumentParts {
  readonly crypto: Crypto;
  readonly renderer: Renderer;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  /** `https://fao.example.gov.cn`: where the checking page lies. */
  readonly address: string;
  readonly kinds: readonly DocumentKind[];
}

export const renderJob = 'documents.render';

/** @throws Error for a kind that no service declares */
export function kindOf({ kinds }: Pick<DocumentParts, 'kinds'>, key: string): DocumentKind {
  const kind = kinds.find((one) => one.key === key);
  if (!kind) throw new Error(`no service declares the document kind ${key}`);
  return kind;
}

/** Roles that the actor holds in a post over the unit that the case belongs to. */
export function rolesOver(actor: Actor, unitPath: readonly string[]): readonly Role[] {
  return postsInForce(actor)
    .filter(({ unitId, subtree }) => unitId === unitPath.at(-1) || (subtree && unitPath.includes(unitId)))
    .flatMap(({ roles }) => roles);
}

/**
 * 拟稿. @returns the id of the new document
 * @throws Problem as `refuseCosigners`, 409 `not-replaceable` if the document to be replaced is not in force or another issuer's
 */
export async function draftDocument(
  work: Work,
  parts: Pick<DocumentParts, 'crypto' | 'kinds'>,
  draft: {
    readonly caseId: string;
    readonly kind: string;
    readonly issuerId: string;
    readonly content: unknown;
    /** 变更件: the document that this one takes the place of when it is handed out. */
    readonly replaces?: string;
    /** 会签: persons who sign between checking and signature. */
    readonly cosigners?: readonly string[];
  },
): Promise<string> {
  kindOf(parts, draft.kind);
  await refuseCosigners(work, draft.cosigners ?? []);
  if (draft.replaces !== undefined) await refuseUnreplaceable(work, draft.replaces, draft.issuerId);
  const sample = await isDemonstration(work.queries, work.actor.officeId);
  const id = await insertDraft(work, parts.crypto, { ...draft, sample });
  await addEvent(work, id, 'draft', 'draft', null, work.actor.personId);
  work.audit({ event: 'documents.drafted', object: `document:${id}`, result: 'done', details: { kind: draft.kind } });
  return id;
}

export interface DocumentStep {
  readonly documentId: string;
  readonly command: DocumentCommand;
  readonly roles: readonly Role[];
  readonly words?: string | undefined;
}

/**
 * One step of the office's own order. Issuing takes number and code and freezes data, template and fonts in this transaction; a job
 * then typesets off line.
 * @throws Problem 404, 403 `second-person-needed` | `role-missing`, 409 `not-now` | `still-rendering`, 422 `characters-missing`
 */
export async function actOnDocument(work: Work, parts: DocumentParts, step: DocumentStep): Promise<StoredDocument> {
  const { actor, queries } = work;
  const document = await findDocument(queries, actor.officeId, step.documentId, true);
  if (!document) {
    throw new Problem(404, 'document-unknown', {
      zh: '没有这份文书，请核对。',
      en: 'There is no such document. Check the address.',
    });
  }
  const refusal = refusalOf({ ...document, rendered: document.pdfFileId !== null }, step.command, {
    personId: actor.personId,
    roles: step.roles,
  });
  if (refusal) {
    const state = documentStates[document.state];
    const status = refusal === 'not-now' || refusal === 'still-rendering' || refusal === 'sample-unsealed' ? 409 : 403;
    throw new Problem(status, refusal, {
      zh: `文书现为「${state.zh}」。${refusalTexts[refusal].zh}`,
      en: `The document is "${state.en}". ${refusalTexts[refusal].en}`,
    });
  }
  const transition = transitions[step.command];
  if (transition.wantsWords && !step.words) {
    throw new Problem(
      422,
      'words-missing',
      { zh: '请写明理由。', en: 'Give the reason.' },
      { faults: [{ at: '/words', code: 'required', message: { zh: '请写明理由。', en: 'Give the reason.' } }] },
    );
  }
  if (step.command === 'issue') await issue(work, parts, document);
  else {
    if (step.command === 'seal') await registerSeal(work, document);
    if (step.command === 'countersign') await recordCosignature(work, document.id);
    if (step.command === 'return') await clearCosignatures(work, document.id);
    if (step.command === 'distribute' && document.replaces !== null) {
      await refuseUnreplaceable(work, document.replaces, document.issuerId);
      await markReplaced(work, document.replaces, document.id);
    }
    const state = stateAfter(step.command, document, actor.personId);
    if (step.command === 'check' && state === 'countersigning') {
      const body = { caseId: document.caseId, documentId: document.id };
      work.send({ topic: cosignAsked, about: `document:${document.id}`, body });
    }
    await changeDocument(
      work,
      document.id,
      step.command,
      {
        state,
        ...(step.command === 'check' ? { checker: actor.personId } : {}),
        ...(step.command === 'sign' ? { signer: actor.personId } : {}),
        // Sent back, it is checked and signed anew, by whoever is then on duty.
        ...(step.command === 'return' ? { checker: null, signer: null } : {}),
        ...(step.command === 'void' || step.command === 'annul' ? { voidReason: step.words! } : {}),
      },
      step.words ?? null,
      actor.personId,
    );
  }
  work.audit({
    event: `documents.${step.command}`,
    object: `document:${document.id}`,
    result: 'done',
    details: { kind: document.kind },
  });
  return (await findDocument(queries, actor.officeId, document.id))!;
}

/** Locks it: two 变更件 of one document are handed out one after the other, and the second is refused. */
async function refuseUnreplaceable(work: Work, id: string, issuerId: string): Promise<void> {
  const old = await findDocument(work.queries, work.actor.officeId, id, true);
  if (old && old.issuerId === issuerId && inForce.has(old.state)) return;
  throw new Problem(409, 'not-replaceable', {
    zh: '原文书不在效力之中（未分发、已变更、已撤销或已作废），或由其他机关印发，不能变更。请核对原文号。',
    en: 'The earlier document is not in force (not handed out, replaced, revoked or void), or another body issued it. Check its number.',
  });
}

/** What holds outside and can be replaced. */
export const inForce: ReadonlySet<DocumentState> = new Set(['distributed', 'archived']);

async function registerSeal(work: Work, document: StoredDocument): Promise<void> {
  const seal = await sealOf(work.queries, work.actor.officeId, document.issuerId, dayInBeijing(work.now));
  if (!seal) {
    throw new Problem(409, 'no-seal', {
      zh: `「${document.issuer}」没有登记在用的印章，不能用印。请先在设置中登记。`,
      en: `No seal in use is registered for "${document.issuer}". Register one in the settings first.`,
    });
  }
  await registerSealUse(work, seal, document.id, 1);
}

/** 编号: glyphs are checked first, the serial is taken last. */
async function issue(work: Work, parts: DocumentParts, document: StoredDocument): Promise<void> {
  const { queries, actor, now } = work;
  const kind = kindOf(parts, document.kind);
  const content = await openContent(queries, parts.crypto, actor.officeId, document);
  const signer = (await namesOf(queries, actor.officeId, [document.signer!])).get(document.signer!) ?? '';
  const issuedOn = dayInBeijing(now);
  const code = newVerificationCode();
  const verification = { code: grouped(code), url: `${parts.address}/verify/${code}` };
  const words = await readSetting(queries, actor.officeId, kind.wording.setting, issuedOn);
  const dataWith = (number: string) =>
    kind.data.parse(
      kind.imprint(content, {
        number,
        issuer: document.issuer,
        signer,
        issuedOn,
        verification,
        sample: document.sample,
        words,
      }),
    );
  refuseMissing(parts.renderer.missingGlyphs(dataWith(numberOf(document.codeWord, words.series!, issuedOn, 1))));
  const year = Number(issuedOn.slice(0, 4));
  const serial = await takeSerial(work, document.issuerId, words.series!, year);
  const number = numberOf(document.codeWord, words.series!, issuedOn, serial);
  await writeNumbering(work, document.id, {
    number,
    year,
    serial,
    code,
    issuedOn,
    templateDigest: templateDigest(kind.template),
    fontsDigest: parts.renderer.fontsDigest(),
    sealed: await sealContent(queries, parts.crypto, actor.officeId, document.id, dataWith(number)),
  });
  await addEvent(work, document.id, 'issue', 'issued', null, actor.personId);
  await parts.jobs.enqueue(
    queries,
    renderJob,
    { officeId: actor.officeId, documentId: document.id },
    { singletonKey: document.id },
  );
}

/** 宿外批〔2026〕37号 */
export function numberOf(codeWord: string, series: string, day: Day, serial: number): string {
  return `${codeWord}${series}〔${day.slice(0, 4)}〕${serial}号`;
}

function refuseMissing(missing: ReturnType<Renderer['missingGlyphs']>): void {
  if (missing.length === 0) return;
  const named = [...new Set(missing.map(({ character, codePoint }) => `“${character}”（${codePoint}）`))].join('、');
  throw new Problem(
    422,
    'characters-missing',
    {
      zh: `${named}缺少字体，暂不能印发。请安装含有此字的字体后重试。`,
      en: `No font has ${named}, so the document cannot be issued. Install a font that has it and try again.`,
    },
    {
      faults: missing.map(({ character, codePoint, at }) => ({
        at,
        code: 'no-glyph',
        message: { zh: `“${character}”（${codePoint}）没有字体。`, en: `No font has "${character}" (${codePoint}).` },
      })),
    },
  );
}

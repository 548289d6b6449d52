import { sql } from 'kysely';
import type { Crypto } from '../crypto/crypto.ts';
import type { Database } from '../database/database.ts';
import { typedCode } from './code.ts';
import type { DocumentKind } from './kind.ts';
import type { DocumentState } from './states.ts';
import { findDocument, openContent } from './storage.ts';

export type VerificationResult =
  /** Shorter, longer or with other letters than a code can have. */
  | { readonly result: 'malformed' }
  /** Not known, or of a kind that this page does not answer for: both look alike. */
  | { readonly result: 'not-found' }
  | {
      readonly result: 'valid' | 'replaced' | 'annulled' | 'void';
      readonly issuer: string;
      readonly kind: DocumentKind['title'];
      readonly number: string;
      readonly issuedOn: string;
      readonly pages: number | null;
      /** Facts that the holder may compare, without their values. */
      readonly comparable: readonly { readonly key: string; readonly label: DocumentKind['title'] }[];
      /** Answer to the fact that was typed from the paper. */
      readonly matches: boolean | null;
    };

const results: Readonly<Partial<Record<DocumentState, 'valid' | 'replaced' | 'annulled' | 'void'>>> = {
  issued: 'valid',
  sealed: 'valid',
  distributed: 'valid',
  archived: 'valid',
  replaced: 'replaced',
  annulled: 'annulled',
  void: 'void',
};

const comparable = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/**
 * What the checking page may say about a code: status, issuer, kind, number, date, pages; nothing personal.
 * @param answersFor whether the page speaks of this kind, as the office has chosen
 */
export async function verifyCode(
  parts: { readonly database: Database; readonly crypto: Crypto; readonly kinds: readonly DocumentKind[] },
  typed: string,
  fact: { readonly key: string; readonly value: string } | null,
  answersFor: (officeId: string, kind: DocumentKind) => Promise<boolean>,
): Promise<VerificationResult> {
  const code = typedCode(typed);
  if (!code) return { result: 'malformed' };
  const { rows } = await sql<{
    office_id: string;
    document_id: string;
  }>`select office_id, document_id from kernel.document_by_code(${code})`.execute(parts.database.unscoped);
  const found = rows[0];
  if (!found) return { result: 'not-found' };
  return parts.database.read(found.office_id, async (queries): Promise<VerificationResult> => {
    const document = await findDocument(queries, found.office_id, found.document_id);
    const kind = document && parts.kinds.find(({ key }) => key === document.kind);
    const result = document && results[document.state];
    if (!document || !kind || !result || !(await answersFor(found.office_id, kind))) return { result: 'not-found' };
    const facts = kind.facts(kind.data.parse(await openContent(queries, parts.crypto, found.office_id, document)));
    const asked = fact && facts.find(({ key }) => key === fact.key);
    return {
      result,
      issuer: document.issuer,
      kind: kind.title,
      number: document.number!,
      issuedOn: document.issuedOn!,
      pages: document.pages,
      comparable: facts.map(({ key, label }) => ({ key, label })),
      matches: fact
        ? asked !== undefined && asked !== null && comparable(asked.value) === comparable(fact.value)
        : null,
    };
  });
}

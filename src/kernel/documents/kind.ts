import type { z } from 'zod';
import type { Day } from '../calendar/day.ts';
import type { Text } from '../text.ts';
import type { Wording, Words } from './wording.ts';

/** What stands on the paper for whoever wants to check it. */
export interface Verification {
  /** Groups of four, as printed. */
  readonly code: string;
  /** Address of the checking page, printed in plain letters and held by the QR code. */
  readonly url: string;
}

/** What the office adds when it issues: frozen together with the data that the service composed. */
export interface Imprint {
  readonly number: string;
  readonly issuer: string;
  readonly signer: string;
  readonly issuedOn: Day;
  readonly verification: Verification;
  /** 样张: documents of a demonstration office are marked on every page and never sealed. */
  readonly sample: boolean;
  /** The kind's standing words, as the office has set them for that day. */
  readonly words: Words;
}

/** One fact of the paper that its holder can compare on the checking page, because a true code can stand on a forged sheet. */
export interface ComparableFact {
  readonly key: string;
  readonly label: Text;
  readonly value: string;
}

/** A kind of document that a service issues; declared once, in the service's `documents/`. */
export interface DocumentKind<Data = unknown> {
  /** `mission-approval`. */
  readonly key: string;
  readonly title: Text;
  /** Absolute path of the Typst template. */
  readonly template: string;
  /** What the template is given, imprint included. */
  readonly data: z.ZodType<Data>;
  /** What the office may set of its words, the word in its number included. */
  readonly wording: Wording;
  /** Content of an invented case, to look at the template with. */
  readonly example: unknown;
  /** Puts the imprint into the service's content. */
  readonly imprint: (content: unknown, imprint: Imprint) => Data;
  /** An editable copy from the same data; none for forms. */
  readonly docx?: (data: Data) => Promise<Buffer>;
  /** Whether the public page answers for this kind, unless the office has chosen otherwise. */
  readonly publicByDefault: boolean;
  readonly facts: (data: Data) => readonly ComparableFact[];
}

import type { FilePurpose, Sensitivity } from '#kernel/files/file-types.ts';
import type { Text } from '#kernel/text.ts';
import { ownWords } from './words.ts';

const megabytes = 1024 * 1024;

/** Papers about a person rather than about the mission: opened only by who reads particulars. */
const aboutPersons: ReadonlySet<string> = new Set([
  'filing-form',
  'health-proof',
  'commitment',
  'id-copy',
  'in-service-proof',
]);

/** Scans that no list of attachments holds: what a leader wrote on paper, and what the province answered. */
const scans = {
  'paper-decision': { zh: '纸质批示扫描件', en: 'Scan of a decision on paper' },
  'province-reply': { zh: '省级批复扫描件', en: "Scan of the province's reply" },
} as const satisfies Record<string, Text>;

const labels = { ...ownWords.attachmentPurposes, ...scans };
export type PaperPurpose = keyof typeof labels;
export const paperPurposes = Object.keys(labels) as [PaperPurpose, ...PaperPurpose[]];

/** What papers of a mission are collected for (section 4.6: PDF, pictures, DOCX; 20 MB each). */
export function filePurpose(purpose: PaperPurpose): FilePurpose {
  const sensitivity: Sensitivity = aboutPersons.has(purpose) ? 'sensitive' : 'personal';
  return {
    id: `official-travel.${purpose}`,
    label: labels[purpose],
    types: purpose in scans ? ['pdf', 'jpg', 'png'] : ['pdf', 'jpg', 'png', 'docx'],
    sensitivity,
    maxBytes: 20 * megabytes,
  };
}

/** Whether a stored file holds particulars of persons. */
export const holdsParticulars = (purpose: string): boolean => aboutPersons.has(purpose.replace('official-travel.', ''));

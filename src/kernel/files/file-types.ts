import type { Text } from '../text.ts';

/** What may be stored at all (IN-04). A purpose allows some of them. */
export type FileType = 'pdf' | 'jpg' | 'png' | 'webp' | 'docx' | 'xlsx' | 'csv';

export interface FileTypeFacts {
  readonly label: Text;
  readonly extensions: readonly string[];
  /** The first is the one it is served as; browsers declare any of them. */
  readonly media: readonly string[];
  readonly maxBytes: number;
}

const megabyte = 1024 * 1024;
const image = 20 * megabyte;
const document = 50 * megabyte;

export const fileTypes: Readonly<Record<FileType, FileTypeFacts>> = {
  pdf: { label: { zh: 'PDF', en: 'PDF' }, extensions: ['pdf'], media: ['application/pdf'], maxBytes: document },
  jpg: {
    label: { zh: 'JPG 图片', en: 'JPEG picture' },
    extensions: ['jpg', 'jpeg'],
    media: ['image/jpeg', 'image/jpg', 'image/pjpeg'],
    maxBytes: image,
  },
  png: { label: { zh: 'PNG 图片', en: 'PNG picture' }, extensions: ['png'], media: ['image/png'], maxBytes: image },
  webp: {
    label: { zh: 'WebP 图片', en: 'WebP picture' },
    extensions: ['webp'],
    media: ['image/webp'],
    maxBytes: image,
  },
  docx: {
    label: { zh: 'Word 文档（docx）', en: 'Word document (docx)' },
    extensions: ['docx'],
    media: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    maxBytes: document,
  },
  xlsx: {
    label: { zh: 'Excel 表格（xlsx）', en: 'Excel workbook (xlsx)' },
    extensions: ['xlsx'],
    media: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    maxBytes: document,
  },
  csv: {
    label: { zh: 'CSV 表格', en: 'CSV table' },
    extensions: ['csv'],
    media: ['text/csv', 'application/csv', 'application/vnd.ms-excel', 'text/plain'],
    maxBytes: document,
  },
};

export function isPicture(type: FileType): type is 'jpg' | 'png' | 'webp' {
  return type === 'jpg' || type === 'png' || type === 'webp';
}

/** Which care a file needs; from `personal` on, every reading is recorded. */
export type Sensitivity = 'public' | 'internal' | 'personal' | 'sensitive' | 'minor';

export const recordedSensitivities: readonly Sensitivity[] = ['personal', 'sensitive', 'minor'];

/** What files are collected for: declared by the service beside its model. */
export interface FilePurpose {
  /** `official-travel.invitation`. */
  readonly id: string;
  readonly label: Text;
  readonly types: readonly FileType[];
  readonly sensitivity: Sensitivity;
  /** In bytes; the type's own limit holds beside it. */
  readonly maxBytes?: number;
}

/** The type that this extension or declared type means; undefined if none of ours. */
export function typeOfExtension(name: string): FileType | undefined {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return typeWhere((facts) => extension !== undefined && facts.extensions.includes(extension));
}

function typeWhere(holds: (facts: FileTypeFacts) => boolean): FileType | undefined {
  return (Object.keys(fileTypes) as FileType[]).find((type) => holds(fileTypes[type]));
}

/** The largest that a purpose takes of any type, in bytes: the limit while bytes still arrive. */
export function largest(purpose: FilePurpose): number {
  const ofTypes = Math.max(...purpose.types.map((type) => fileTypes[type].maxBytes));
  return Math.min(ofTypes, purpose.maxBytes ?? ofTypes);
}

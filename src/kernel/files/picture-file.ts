import { fileProblem } from './file-problem.ts';
import { endOfArchive } from './zip-entries.ts';

/**
 * A picture that is only a picture. It is not decoded here: that is done apart, where it is also made anew (IN-07).
 * @throws Problem file-malformed (cut off), file-double-nature (something follows the picture)
 */
export function inspectPicture(bytes: Buffer, type: 'jpg' | 'png' | 'webp'): void {
  if (endOfArchive(bytes) !== undefined) throw fileProblem('file-double-nature');
  if (type === 'png') inspectPng(bytes);
  else if (type === 'jpg') inspectJpeg(bytes);
  else inspectWebp(bytes);
}

function inspectPng(bytes: Buffer): void {
  let at = 8;
  while (at + 12 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    at += 12 + length;
    if (name !== 'IEND') continue;
    if (at !== bytes.length) throw fileProblem('file-double-nature');
    return;
  }
  throw fileProblem('file-malformed');
}

function inspectJpeg(bytes: Buffer): void {
  const end = bytes.lastIndexOf(Buffer.from([0xff, 0xd9]));
  if (end === -1) throw fileProblem('file-malformed');
  // Cameras append a film or padding; a document or page is no such thing.
  const tail = bytes.toString('latin1', end + 2);
  if (/%PDF-|<html|<script|<\?php/i.test(tail)) throw fileProblem('file-double-nature');
}

function inspectWebp(bytes: Buffer): void {
  const size = bytes.readUInt32LE(4) + 8;
  if (size > bytes.length) throw fileProblem('file-malformed');
  if (size + (size % 2) < bytes.length) throw fileProblem('file-double-nature');
}

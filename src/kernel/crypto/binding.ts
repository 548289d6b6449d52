/** Where a sealed value belongs. Opened anywhere else it is refused, so a value cannot be moved to another row (CR-02). */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/** Length-prefixed, so that no two lists of parts are the same bytes. */
export function bindingBytes(label: string, ...parts: readonly (string | number)[]): Buffer {
  const pieces = [label, ...parts.map(String)].flatMap((part) => {
    const bytes = Buffer.from(part, 'utf8');
    const prefix = Buffer.alloc(4);
    prefix.writeUInt32BE(bytes.length);
    return [prefix, bytes];
  });
  return Buffer.concat(pieces);
}

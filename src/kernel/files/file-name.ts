const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d|clock\$)(?=\.|$)/i;
const longest = 200;

/**
 * A name as data: no path, no control or direction marks, no name that an operating system reserves, at most 200
 * characters; the extension stays. Never used as a path (IN-05).
 */
export function cleanName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1)!;
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFD]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const safe = reserved.test(plain) ? `_${plain}` : plain;
  if (safe === '') return 'file';
  const characters = [...safe];
  if (characters.length <= longest) return safe;
  const extension = /\.[^.]{1,10}$/.exec(safe)?.[0] ?? '';
  return characters.slice(0, longest - [...extension].length).join('') + extension;
}

/** RFC 6266: always an attachment, always one line, the full name in UTF-8. */
export function contentDisposition(name: string): string {
  const clean = cleanName(name);
  const ascii = clean.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const encoded = encodeURIComponent(clean).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

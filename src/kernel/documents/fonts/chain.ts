import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type FontFile, readFontFile } from './font-file.ts';

/** What a typeface is used for in a 公文 (GB/T 9704). */
export type Role = 'fangsong' | 'title' | 'hei' | 'kai' | 'song';

export interface FontChain {
  readonly files: readonly string[];
  /** Families for each use, the wanted one first; each list ends in all the others, so that a rare character is found. */
  readonly faces: Readonly<Record<Role, readonly string[]>>;
  /** SHA-256 over the files' contents: frozen with each document. */
  readonly digest: string;
  /** True if some font of the chain draws this code point. */
  has(codePoint: number): boolean;
}

const require = createRequire(import.meta.url);

function ofPackage(name: string, file: string): string {
  return join(dirname(require.resolve(`${name}/package.json`)), file);
}

/** FandolFang lacks 喆 堃 昇; LXGW WenKai has the rare characters of names, Noto Serif SC comes with the program. */
function standardFiles(): { readonly path: string; readonly role: Role }[] {
  const found = [
    ...[
      '/usr/share/texmf/fonts/opentype/public/fandol/FandolFang-Regular.otf',
      '/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf',
      '/usr/share/fonts/opentype/fandol/FandolFang-Regular.otf',
    ].map((path) => ({ path, role: 'fangsong' as const })),
    { path: '/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf', role: 'kai' as const },
  ].filter(({ path }) => existsSync(path));
  return [
    ...found,
    { path: ofPackage('@expo-google-fonts/noto-serif-sc', '400Regular/NotoSerifSC_400Regular.ttf'), role: 'song' },
    { path: ofPackage('@expo-google-fonts/noto-serif-sc', '700Bold/NotoSerifSC_700Bold.ttf'), role: 'title' },
    { path: ofPackage('@expo-google-fonts/noto-sans-sc', '500Medium/NotoSansSC_500Medium.ttf'), role: 'hei' },
  ];
}

/** The use that a family's name tells, as foundries name them; null: the font only helps out. */
function roleOf(family: string): Role | null {
  if (/小标宋|xiao\s*biao\s*song/i.test(family)) return 'title';
  if (/仿宋|fang\s*song|fandolfang|simfang/i.test(family)) return 'fangsong';
  if (/黑体|hei/i.test(family)) return 'hei';
  if (/楷|kai/i.test(family)) return 'kai';
  if (/宋|song|simsun/i.test(family)) return 'song';
  return null;
}

/** @throws Error naming the file if the office's folder holds a file that is no font */
export async function readFontChain(folder?: string): Promise<FontChain> {
  const own = folder
    ? (await readdir(folder))
        .filter((name) => /\.(ttf|otf|ttc)$/i.test(name))
        .sort()
        .map((name) => join(folder, name))
    : [];
  const hash = createHash('sha256');
  const read = async (path: string): Promise<FontFile> => {
    const bytes = await readFile(path);
    hash.update(createHash('sha256').update(bytes).digest());
    try {
      return readFontFile(bytes);
    } catch (cause) {
      throw new Error(`${path} cannot be used as a font`, { cause });
    }
  };
  const fonts: { path: string; role: Role | null; font: FontFile }[] = [];
  for (const path of own) {
    const font = await read(path);
    fonts.push({ path, role: roleOf(font.family), font });
  }
  for (const { path, role } of standardFiles()) fonts.push({ path, role, font: await read(path) });

  /** Uses that stand in for one another where the office has no such typeface. */
  const order: Record<Role, readonly Role[]> = {
    fangsong: ['fangsong', 'kai', 'song'],
    title: ['title', 'song'],
    hei: ['hei'],
    kai: ['kai', 'fangsong'],
    song: ['song'],
  };
  const faces = (role: Role): string[] => {
    const wanted = order[role].flatMap((each) => fonts.filter((entry) => entry.role === each));
    return [...new Set([...wanted, ...fonts].map(({ font }) => font.family))];
  };
  return {
    files: fonts.map(({ path }) => path),
    faces: {
      fangsong: faces('fangsong'),
      title: faces('title'),
      hei: faces('hei'),
      kai: faces('kai'),
      song: faces('song'),
    },
    digest: hash.digest('hex'),
    has: (codePoint) => fonts.some(({ font }) => font.has(codePoint)),
  };
}

import { createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Anchor } from '#kernel/audit/anchors.ts';
import type { AuditVerdict, BreakKind } from '#kernel/audit/verify.ts';
import type { Language, Text } from '#kernel/text.ts';
import type { Configuration } from '../../server/configuration.ts';
import { type CliCommand, type Exit, type Input, Refused, type Surroundings } from '../command.ts';
import { withProgram } from '../program.ts';

const breaks: Readonly<Record<BreakKind, Text>> = {
  'link-missing': { zh: '缺少链环', en: 'the link is missing' },
  'entry-missing': { zh: '链环所指的记录不存在', en: 'the entry that the link names is missing' },
  'digest-differs': { zh: '记录或链环已被改动', en: 'entry or link was changed' },
  'archive-differs': {
    zh: '记录已归档，归档文件缺失或者已被改动',
    en: 'the entry lies in a sealed month whose file is missing or was changed',
  },
  cut: { zh: '链尾被截去', en: 'the end of the chain was cut off' },
  'anchor-differs': {
    zh: '链与签名链头不符，整链被重算',
    en: 'the chain is not the one that was signed: it was computed anew',
  },
};

interface Heads {
  readonly anchors: readonly Anchor[];
  readonly stores: readonly {
    readonly store: string;
    readonly anchors: number;
    readonly badLines: readonly number[];
  }[];
  /** Without the key no signature can be checked. */
  readonly key: boolean;
}

export const verifyAuditCommand: CliCommand = {
  name: 'audit verify',
  summary: {
    zh: '核对审计记录链和签名链头，指出第一处断点',
    en: 'Check the audit chain against its signed heads and name the first break',
  },
  operands: [],
  options: [
    { name: 'office', value: 'CODE', help: { zh: '只核对这个单位', en: 'this office only' } },
    {
      name: 'anchors',
      value: 'FILE',
      many: true,
      help: {
        zh: '另存的签名链头文件，可给几次；数据目录里的和 HONGLU_ANCHORS 的总在其中',
        en: 'signed heads kept elsewhere, may be repeated; those of the data folder and of HONGLU_ANCHORS are always used',
      },
    },
    {
      name: 'anchor-key',
      value: 'FILE',
      help: {
        zh: '核对签名的密钥（公钥即可）；默认为数据目录里的 keys/anchor.key',
        en: 'the key of the signatures (its public half will do); keys/anchor.key of the data folder by default',
      },
    },
  ],
  notes: {
    zh: '不需要程序在运行。签名链头宜另存在数据库管理员改不到的地方：只凭数据库本身，查不出重算过的整链和截去的链尾。\n退出码 4：链断、被截、被重算，或者链头文件不实；3：有 10 秒以上未入链的记录，或者没有可用的签名链头。',
    en: 'The program need not be running. Keep signed heads where the database’s administrator cannot change them: the database alone does not show a chain computed anew or cut.\nExit 4: broken, cut, computed anew, or heads that are not genuine; 3: entries of more than 10 s outside the chain, or no signed head to compare with.',
  },
  async run(input, surroundings) {
    return withProgram(surroundings, 'any', async ({ database, configuration }) => {
      const [{ chooseOffice, listOffices }, { verifyAudit }, { archivesIn }, { sql }] = await Promise.all([
        import('../office.ts'),
        import('#kernel/audit/verify.ts'),
        import('#kernel/backup/archives.ts'),
        import('kysely'),
      ]);
      const code = input.text('office');
      const offices = code === undefined ? await listOffices(database) : [await chooseOffice(database, code)];
      const heads = await readHeads(input, surroundings, configuration);
      const verdicts: (AuditVerdict & { readonly code: string; readonly office: string })[] = [];
      for (const office of offices) {
        const verdict = await database.transaction(office.id, async (queries) => {
          await sql`set transaction isolation level repeatable read`.execute(queries);
          return verifyAudit(queries, office.id, heads.anchors, archivesIn(configuration.dataFolder));
        });
        verdicts.push({ code: office.code, office: office.name, ...verdict });
      }
      return {
        exit: exitOf(verdicts, heads),
        result: { format: 'honglu-audit-verify/1', offices: verdicts, anchorKey: heads.key, stores: heads.stores },
        text: (language) => describe(verdicts, heads, language),
      };
    });
  },
};

async function readHeads(input: Input, { folder }: Surroundings, configuration: Configuration): Promise<Heads> {
  const given = input.text('anchor-key');
  const keyFile = given === undefined ? join(configuration.dataFolder, 'keys', 'anchor.key') : resolve(folder, given);
  if (!existsSync(keyFile)) {
    if (given === undefined) return { anchors: [], stores: [], key: false };
    throw new Refused('anchor-key', 2, { zh: `没有 ${keyFile} 这个文件。`, en: `There is no file ${keyFile}.` });
  }
  const publicKey = publicKeyOf(await readFile(keyFile), keyFile);
  const elsewhere = input.texts('anchors').map((file) => resolve(folder, file));
  for (const file of elsewhere) {
    if (existsSync(file)) continue;
    throw new Refused('anchors', 2, { zh: `没有 ${file} 这个文件。`, en: `There is no file ${file}.` });
  }
  const paths = [
    join(configuration.dataFolder, 'anchors', 'audit.jsonl'),
    ...(configuration.anchorFile ? [configuration.anchorFile] : []),
    ...elsewhere,
  ];
  const { readAnchors } = await import('#kernel/audit/anchors.ts');
  const stores = await Promise.all(paths.map(async (store) => ({ store, ...(await readAnchors(store, publicKey)) })));
  return {
    anchors: stores.flatMap(({ anchors }) => anchors),
    stores: stores.map(({ store, anchors, badLines }) => ({ store, anchors: anchors.length, badLines })),
    key: true,
  };
}

function publicKeyOf(bytes: Buffer, file: string): KeyObject {
  try {
    const key = createPublicKey(bytes);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below, whatever else it may be.
  }
  throw new Refused('anchor-key', 2, {
    zh: `${file} 不是签名链头的密钥（Ed25519，PEM 格式）。`,
    en: `${file} is no key of signed heads (Ed25519, PEM).`,
  });
}

function exitOf(verdicts: readonly AuditVerdict[], heads: Heads): Exit {
  if (verdicts.some((verdict) => !verdict.whole)) return 4;
  if (heads.stores.some((store) => store.badLines.length > 0)) return 4;
  const unproven = verdicts.some((verdict) => verdict.entries > 0 && verdict.anchorsChecked === 0);
  return unproven || verdicts.some((verdict) => verdict.unlinked.count > 0) ? 3 : 0;
}

function describe(
  verdicts: readonly (AuditVerdict & { readonly code: string; readonly office: string })[],
  heads: Heads,
  language: Language,
): string {
  const zh = language === 'zh';
  const lines = verdicts.flatMap(({ code, office, firstBreak, entries, head, anchorsChecked, unlinked }) => [
    firstBreak
      ? zh
        ? `${office}（${code}）：断在第 ${firstBreak.sequence} 条，${breaks[firstBreak.kind].zh}${firstBreak.entryId ? `，记录 ${firstBreak.entryId}` : ''}。此前 ${entries} 条完好。`
        : `${office} (${code}): broken at entry ${firstBreak.sequence}: ${breaks[firstBreak.kind].en}${firstBreak.entryId ? `, entry ${firstBreak.entryId}` : ''}. The ${entries} before it are whole.`
      : zh
        ? `${office}（${code}）：完好，${entries} 条，链头 ${head.digest}，核对签名链头 ${anchorsChecked} 个。`
        : `${office} (${code}): whole, ${entries} entries, head ${head.digest}, compared with ${anchorsChecked} signed heads.`,
    ...(unlinked.count === 0
      ? []
      : [
          zh
            ? `  未入链 ${unlinked.count} 条，自 ${unlinked.firstId} 起：程序没有在运行，或者链环被删。`
            : `  ${unlinked.count} entries outside the chain, from ${unlinked.firstId}: the program is not running, or links were removed.`,
        ]),
  ]);
  const bad = heads.stores
    .filter((store) => store.badLines.length > 0)
    .map(({ store, badLines }) =>
      zh
        ? `${store}：第 ${badLines.join('、')} 行不是真实的签名链头。`
        : `${store}: lines ${badLines.join(', ')} are no genuine signed heads.`,
    );
  if (verdicts.length === 0)
    lines.push(zh ? '还没有设立单位，没有审计记录。' : 'There is no office yet, and no trail.');
  if (!heads.key)
    lines.push(zh ? '没有签名密钥，链头未核对。' : 'There is no key for signed heads; none were compared.');
  return [...lines, ...bad].join('\n');
}

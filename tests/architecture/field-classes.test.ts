import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Endpoint } from '#kernel/http/endpoint.ts';
import {
  core,
  type FieldClass,
  type FieldMeta,
  field,
  fieldMeta,
  fieldsOf,
  ownBusiness,
  record,
} from '#kernel/ui/field.ts';

const classes: readonly FieldClass[] = ['public', 'internal', 'personal', 'sensitive', 'minor'];

interface Leaf {
  readonly path: string;
  readonly schema: z.core.$ZodType;
  /** Of the field itself, or of the field that it is a part of. */
  readonly meta: FieldMeta | undefined;
}

/** Every value that a schema takes, with the class that it stands under. */
function leavesOf(schema: z.core.$ZodType, path = '', above?: FieldMeta): readonly Leaf[] {
  const meta = fieldMeta(schema) ?? above;
  const base = core(schema).schema;
  const { element, options, valueType } = base._zod.def as {
    element?: z.core.$ZodType;
    options?: readonly z.core.$ZodType[];
    valueType?: z.core.$ZodType;
  };
  if (base instanceof z.ZodObject) {
    const members = Object.entries(base.shape as Record<string, z.core.$ZodType>);
    return members.flatMap(([name, member]) => leavesOf(member, `${path}/${name}`, meta));
  }
  if (element) return leavesOf(element, path, meta);
  if (options && base._zod.def.type === 'union') return options.flatMap((one) => leavesOf(one, path, meta));
  if (valueType) return leavesOf(valueType, path, meta);
  return [{ path, schema: base, meta }];
}

/** Words that somebody types freely; a code, a number, a day or an id of ours holds nothing about a person. */
function isFreeText({ schema }: Leaf): boolean {
  const { type, format, checks } = schema._zod.def as {
    type: string;
    format?: string;
    checks?: readonly { readonly _zod: { readonly def: { readonly check: string; readonly format?: string } } }[];
  };
  const formed = format ?? checks?.find((one) => one._zod.def.check === 'string_format')?._zod.def.format;
  return type === 'unknown' || type === 'any' || (type === 'string' && formed === undefined);
}

/**
 * Free words of commands that stand in no record of a model. They are about an act of the office, stay inside it (class internal), and
 * are kept with the act.
 */
const wordsOfCommands: readonly (readonly [place: RegExp, why: string])[] = [
  [/\/(reason|note)$/, 'why somebody did it'],
  [/\/(validFrom|until)$/, 'a day'],
  [/^settings\.set \/value$/, 'checked by the schema of the setting'],
  [/^privacy\.publish-notice \/words\//, 'a text for publication'],
  [/^documents\.(set-words|try-template) \/words/, 'standing words of papers, checked by the phrases of the kind'],
  [/^official-travel\.create \/title$/, 'the first words of a field of the model'],
  [
    /^official-travel\.(save-section|person-change) \/(content|file)$/,
    'checked by the record of the section or person',
  ],
  [/^official-travel\.document-command \/words$/, 'what is said at the step of a document'],
  [/^official-travel\.plan-give \/authorityNumber$/, 'the number of a letter'],
  [/^official-travel\.plan-decide-adjustment \/text$/, 'the words of a decision'],
  [/^official-travel\.person-verify \/source$/, 'the paper that was seen'],
  [/^official-travel\.rule-(set|trial) \/value$/, 'a parameter of a rule'],
];

const inSource = (form: RegExp) =>
  ['src/kernel', 'src/services'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
      .filter((file) => form.test(file) && !file.includes('.test.')),
  );

/** Records of all models: `model.ts`, `registry-model.ts`, `model/basics.ts`. */
const models = inSource(/(?:\/|-)model\.ts$|\/model\/[\w-]+\.ts$/);
const records = new Map<string, z.ZodObject>();
const bodies: { readonly id: string; readonly body: z.ZodType }[] = [];

beforeAll(async () => {
  for (const file of models) {
    const found: Record<string, unknown> = await import(resolve(file));
    for (const [name, schema] of Object.entries(found)) {
      if (!(schema instanceof z.ZodObject)) continue;
      const labelled = Object.values(schema.shape as Record<string, z.core.$ZodType>).some((one) => fieldMeta(one));
      if (labelled) records.set(`${file} ${name}`, schema);
    }
  }
  for (const file of inSource(/endpoints\.ts$/)) {
    const found: Record<string, Partial<Endpoint>> = await import(resolve(file));
    for (const one of Object.values(found)) if (one?.id && one.body) bodies.push({ id: one.id, body: one.body });
  }
}, 120_000);

describe('each field has a class and a purpose (CR-01)', () => {
  test('in every record of every model of every service', () => {
    const bare: string[] = [];
    let fields = 0;
    for (const [name, schema] of records) {
      for (const { name: own, meta } of fieldsOf(schema)) {
        fields += 1;
        if (!classes.includes(meta.class) || meta.purpose.trim() === '') bare.push(`${name}.${own}`);
        const aboutPersons = meta.class !== 'public' && meta.class !== 'internal';
        if (aboutPersons && meta.purpose === ownBusiness) bare.push(`${name}.${own} names no purpose`);
      }
    }
    expect(bare).toEqual([]);
    expect(fields).toBeGreaterThan(150);
  });

  test('and in whatever a request may bring: free words stand in a record, or in the list of words of commands', () => {
    const open = bodies.flatMap(({ id, body }) =>
      leavesOf(body)
        .filter((leaf) => !leaf.meta && isFreeText(leaf))
        .map(({ path }) => `${id} ${path}`)
        .filter((place) => !wordsOfCommands.some(([form]) => form.test(place))),
    );
    expect(bodies.length).toBeGreaterThan(60);
    expect([...new Set(open)]).toEqual([]);
  });

  test('numbers of persons and passwords are sensitive wherever they are asked for', () => {
    const named = [...records].flatMap(([name, schema]) =>
      leavesOf(schema)
        .filter(({ path }) => /\/(identityNumber|idNumber|passportNumber|password|telephone|bankAccount)$/i.test(path))
        .map(({ path, meta }) => [`${name}${path}`, meta?.class]),
    );
    expect(named.length).toBeGreaterThan(3);
    for (const [place, own] of named) expect(['sensitive', 'personal'], place).toContain(own);
    for (const [place, own] of named.filter(([place]) => /password|identityNumber/i.test(place!)))
      expect(own, place).toBe('sensitive');
  });

  const label = { zh: '姓名', en: 'Name' };

  test('a field without is refused when the model is made', () => {
    const bare: unknown = z.string();
    expect(() => record({ name: bare as ReturnType<typeof field> })).toThrow(/without label, class and purpose: name/);
    expect(() => field(z.string(), { label, class: 'personal', purpose: ' ' })).toThrow(/without purpose/);
  });

  test('a field without does not compile: neither bare, nor without class, nor about a person without purpose', () => {
    const head = `import { z } from 'zod'; import { field, record } from '#kernel/ui/field.ts'; const label = { zh: '甲', en: 'A' };`;
    const faults = faultsOfTexts({
      good: `${head} export const it = record({ name: field(z.string(), { label, class: 'personal', purpose: 'x' }), day: field(z.string(), { label, class: 'public' }) });`,
      bare: `${head} export const it = record({ name: z.string() });`,
      classless: `${head} export const it = record({ name: field(z.string(), { label }) });`,
      purposeless: `${head} export const it = record({ name: field(z.string(), { label, class: 'sensitive' }) });`,
    });
    expect(Object.fromEntries(Object.entries(faults).map(([name, count]) => [name, count > 0]))).toEqual({
      good: false,
      bare: true,
      classless: true,
      purposeless: true,
    });
  }, 120_000);
});

/** How many faults the compiler finds in each text, read as a source file of ours. */
function faultsOfTexts(texts: Readonly<Record<string, string>>): Readonly<Record<string, number>> {
  const { config } = ts.parseConfigFileTextToJson('tsconfig.json', readFileSync('tsconfig.json', 'utf8'));
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, '.');
  const host = ts.createCompilerHost({ ...options, noEmit: true, incremental: false, skipLibCheck: true });
  const names = new Map(
    Object.entries(texts).map(([name, text]) => [resolve(`src/kernel/ui/planted-${name}.ts`), text]),
  );
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) => {
    const planted = names.get(name);
    return planted === undefined
      ? read(name, version)
      : ts.createSourceFile(name, planted, ts.ScriptTarget.ES2022, true);
  };
  const exists = host.fileExists.bind(host);
  host.fileExists = (name) => names.has(name) || exists(name);
  const program = ts.createProgram(
    [...names.keys()],
    { ...options, noEmit: true, incremental: false, skipLibCheck: true },
    host,
  );
  return Object.fromEntries(
    Object.keys(texts).map((name) => [
      name,
      program.getSemanticDiagnostics(program.getSourceFile(resolve(`src/kernel/ui/planted-${name}.ts`))).length,
    ]),
  );
}

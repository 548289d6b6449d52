import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/*
 * SQL is written down, values travel beside it. What could turn a value into SQL is looked for in the syntax of every source file.
 */

/** Parts of `sql` that place text in a statement without a parameter. */
const unparametered = new Set(['raw', 'lit', 'id', 'ref', 'table', 'val', 'join']);
/** `join` and `val` make parameters of what they are given. */
const harmless = new Set(['val', 'join']);

/** Where a statement may be put together from names: of tables and columns that the database itself has told, or of our own roles. */
const ofTheDatabase: Readonly<Record<string, string>> = {
  'src/kernel/database/': 'migrations, roles and connections; nothing of a request reaches them',
  'src/kernel/backup/': 'names of tables and columns as the catalogue of the database tells them, quoted',
  'src/kernel/jobs/queue.ts': 'the schema of the queue, a constant',
  'src/kernel/audit/archive.ts': 'the partition of a month, as the catalogue of the database tells it',
  'src/kernel/privacy/held.ts': 'tables and columns that the sources of held data write down',
};

interface Found {
  readonly line: number;
  readonly what: string;
}

/** A text without any part that is computed, or one that only places such texts. */
function isWritten(node: ts.Expression, parameters: ReadonlySet<string>): boolean {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return true;
  if (ts.isIdentifier(node)) return parameters.has(node.text);
  if (!ts.isTemplateExpression(node)) return false;
  return node.templateSpans.every(({ expression }) => ts.isIdentifier(expression) && parameters.has(expression.text));
}

/** Local functions whose every call gives written texts: `const of = (alias) => sql.raw(…)`, called as `of('p')`. */
function writtenParameters(source: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const calls: ts.CallExpression[] = [];
  const collect = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) calls.push(node);
    ts.forEachChild(node, collect);
  };
  collect(source);
  const look = (node: ts.Node): void => {
    if (
      ts.isVariableDeclaration(node) &&
      ts.isIdentifier(node.name) &&
      node.initializer &&
      ts.isArrowFunction(node.initializer)
    ) {
      const name = node.name.text;
      const own = calls.filter((call) => ts.isIdentifier(call.expression) && call.expression.text === name);
      for (const [at, { name: parameter }] of node.initializer.parameters.entries()) {
        const written =
          own.length > 0 && own.every((call) => call.arguments[at] && ts.isStringLiteral(call.arguments[at]));
        if (written && ts.isIdentifier(parameter)) names.add(parameter.text);
      }
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return names;
}

/** Places where a value could become part of a statement. */
function openPlaces(name: string, text: string): readonly Found[] {
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const parameters = writtenParameters(source);
  const found: Found[] = [];
  const add = (node: ts.Node, what: string) =>
    found.push({ line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, what });
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const { expression, arguments: given } = node;
      if (ts.isIdentifier(expression) && expression.text === 'sql') add(node, 'sql called as a function');
      if (ts.isPropertyAccessExpression(expression)) {
        const member = expression.name.text;
        const onSql = ts.isIdentifier(expression.expression) && expression.expression.text === 'sql';
        const first = given[0];
        if (onSql && unparametered.has(member) && !harmless.has(member) && !(first && isWritten(first, parameters)))
          add(node, `sql.${member} of something computed`);
        if (member === 'query' && first && isComputedText(first)) add(node, 'query of a text put together');
        if (
          member === 'raw' &&
          ts.isCallExpression(expression.expression) === false &&
          !onSql &&
          first &&
          isComputedText(first)
        )
          add(node, 'raw text put together');
      }
    }
    if (ts.isPropertyAccessExpression(node) && node.name.text === 'dynamic') add(node, 'a dynamic reference');
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

function isComputedText(node: ts.Expression): boolean {
  if (ts.isTemplateExpression(node)) return true;
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((file) => `src/${file.replaceAll('\\', '/')}`)
  .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|\.gen\.ts$|\/testing[\w-]*\.ts$/.test(file));

describe('SQL by parameters only (IN-03)', () => {
  test('no source file makes SQL out of a value', () => {
    const open = sources
      .filter((file) => !Object.keys(ofTheDatabase).some((place) => file.startsWith(place)))
      .flatMap((file) =>
        openPlaces(file, readFileSync(file, 'utf8')).map(({ line, what }) => `${file}:${line} ${what}`),
      );
    expect(sources.length).toBeGreaterThan(300);
    expect(open).toEqual([]);
  });

  test('the places that may, are there and speak to no request', () => {
    for (const place of Object.keys(ofTheDatabase)) {
      const files = sources.filter((file) => file.startsWith(place));
      expect(files.length, place).toBeGreaterThan(0);
      for (const file of files) expect(readFileSync(file, 'utf8'), file).not.toMatch(/from 'fastify'|http\/handler/);
    }
  });

  test.each([
    ['sql.raw(request.query.sort)', 'sql.raw of something computed'],
    ['const of = (a) => sql.raw(`$' + '{a}.id`); of(query.sort)', 'sql.raw of something computed'],
    ['sql.ref(call.query.column)', 'sql.ref of something computed'],
    ['sql.id(name)', 'sql.id of something computed'],
    ['sql.lit(value)', 'sql.lit of something computed'],
    ['client.query(`select $' + '{what}`)', 'query of a text put together'],
    ["client.query('select ' + what)", 'query of a text put together'],
    ['database.dynamic.ref(column)', 'a dynamic reference'],
    ['sql(parts)', 'sql called as a function'],
  ])('%s would be found', (text, what) => {
    expect(openPlaces('planted.ts', text).map((one) => one.what)).toEqual([what]);
  });

  test.each([
    'sql`select 1 where id = $' + '{id}`',
    'const of = (a) => sql.raw(`$' + "{a}.id`); of('p')",
    "sql.raw('e.id')",
    'sql.join(ids)',
    "client.query('select $1', [value])",
  ])('%s is well', (text) => {
    expect(openPlaces('well.ts', text)).toEqual([]);
  });
});

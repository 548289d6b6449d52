// Writes docs/baseline.md: for each row of docs/baseline-rows.json the tests whose name carries its id.
// `node scripts/baseline.mjs --check` says whether the committed page is the one that would be written.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(fileURLToPath(import.meta.url), '../..');
const page = 'docs/baseline.md';
const marks = { first: '●', 'with-function': '▲', 'first-year': '○' };
const id = /\b[A-Z]{2}-\d{2}\b/g;
const named =
  /\b(?:it|test|describe)(?:\.(?:each|for|skipIf|runIf)\([^\n]*?\))?\(\s*(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g;

/** Test files of the tree, sorted. */
function testFiles() {
  return ['src', 'tests']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => `${folder}/${file}`))
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.test\.tsx?$/.test(file))
    .sort();
}

/** Names of tests in a source text, without the ids that they carry, by id. @returns [id, name][] */
export function rowsNamedIn(source) {
  const found = [];
  for (const match of source.matchAll(named)) {
    const name = match[1] ?? match[2] ?? match[3];
    const bare = name
      .replace(/\s*\((?:[A-Z]{2}-\d{2})(?:, [A-Z]{2}-\d{2})*\)/g, '')
      .replaceAll("\\'", "'")
      .trim();
    for (const row of new Set(name.match(id) ?? [])) found.push([row, bare]);
  }
  return found;
}

export function readRows() {
  return JSON.parse(readFileSync(join(root, 'docs/baseline-rows.json'), 'utf8')).groups;
}

/** What stands in docs/baseline.md. @throws if a test names a row that the list does not know */
export function baselinePage() {
  const groups = readRows();
  const known = new Set(groups.flatMap((group) => group.rows.map((row) => row.id)));
  const families = new Set([...known].map((row) => row.slice(0, 2)));
  const proofs = new Map();
  for (const file of testFiles()) {
    for (const [row, name] of rowsNamedIn(readFileSync(join(root, file), 'utf8'))) {
      // Ids of travel rules look alike (TW-01); a family of this list with an unknown number is a slip of the pen.
      if (!known.has(row)) {
        if (families.has(row.slice(0, 2)))
          throw new Error(`${file} names ${row}, which docs/baseline-rows.json does not know.`);
        continue;
      }
      proofs.set(row, [...(proofs.get(row) ?? []), { file, name }]);
    }
  }
  const rows = groups.flatMap((group) => group.rows);
  const tally = Object.keys(marks).map((due) => {
    const all = rows.filter((row) => row.due === due);
    return `${marks[due]} ${all.filter((row) => proofs.has(row.id)).length} of ${all.length}`;
  });
  const lines = [
    '# Security and reliability baseline',
    '',
    'Written by `node scripts/baseline.mjs` from `docs/baseline-rows.json` and the names of the tests; do not edit.',
    '',
    'What the program must hold, row by row, and the tests that carry the id of the row in their name. A named test proves what its',
    'name says; a row may ask for more than that. "Not yet" means that no test names the row; it says nothing about the code.',
    '',
    '● before a real person’s data is entered · ▲ on the day its function ships · ○ within the first year',
    '',
    `Rows with a test of their own: ${tally.join(' · ')}.`,
  ];
  for (const group of groups) {
    lines.push('', `## ${group.title.en} · ${group.title.zh}`, '', '| row | | what | tests |', '|---|---|---|---|');
    for (const row of group.rows) {
      const tests = (proofs.get(row.id) ?? []).map(
        ({ file, name }) => `${name.replaceAll('|', '\\|')} ([${file.split('/').at(-1)}](../${file}))`,
      );
      lines.push(`| ${row.id} | ${marks[row.due]} | ${row.title} | ${tests.join('<br>') || 'not yet'} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = baselinePage();
  if (!process.argv.includes('--check')) writeFileSync(join(root, page), text);
  else if (!existsSync(join(root, page)) || readFileSync(join(root, page), 'utf8') !== text) {
    process.stderr.write(`${page} is not the one that the tests give. Run: node scripts/baseline.mjs\n`);
    process.exit(1);
  }
}

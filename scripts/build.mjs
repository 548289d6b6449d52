// Builds the server (each source file to one JavaScript file, so that files beside it are found the same way) and the desk.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { root, run, say } from './prepare.mjs';

/** What only tests need is no part of a release (OP-07): their set-ups, invented content, generators. */
const forTests = /(^|[/\\])(testing[\w-]*|fixtures|random-[\w-]+|lived-case)\.ts$|\.test\.ts$|\.d\.ts$/;

const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice(7);

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

/** Source path that an import names: `#kernel/x.ts` and `#services/x.ts` as in package.json, `./x.ts` beside the importer. */
function sourceOf(specifier, importer) {
  const source = join(root, 'src');
  if (specifier === '#services') return join(source, 'services.ts');
  const alias = /^#(kernel|services|apps)\/(.*)$/.exec(specifier);
  if (alias) return join(source, alias[1], alias[2]);
  return specifier.startsWith('.') ? join(dirname(importer), specifier) : null;
}

const keepFilesApart = {
  name: 'keep-files-apart',
  setup(build) {
    build.onResolve({ filter: /^[.#]/ }, ({ path, importer, kind }) => {
      if (kind === 'entry-point') return undefined;
      const target = sourceOf(path, importer);
      if (!target) return undefined;
      if (!/\.tsx?$/.test(target)) return { path: target };
      const from = relative(dirname(importer), target.replace(/\.tsx?$/, '.js'))
        .split(sep)
        .join('/');
      return { path: from.startsWith('.') ? from : `./${from}`, external: true };
    });
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/\.worker\.ts(['"`])/g, '.worker.js$1'),
      loader: 'ts',
    }));
  },
};

async function buildServer() {
  const { build } = await import('esbuild');
  const source = join(root, 'src');
  const target = join(root, 'dist', 'src');
  rmSync(target, { recursive: true, force: true });
  const files = [...filesBelow(source)];
  // The desk has them from its own build.
  const isScreen = (path) =>
    path.endsWith('.tsx') || path.startsWith(join(source, 'apps', 'web')) || path.split(sep).includes('pages');
  await build({
    entryPoints: files.filter((path) => path.endsWith('.ts') && !isScreen(path) && !forTests.test(path)),
    outdir: target,
    outbase: source,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: false,
    logLevel: 'warning',
    plugins: [keepFilesApart],
  });
  for (const path of files.filter((path) => !/\.(tsx?|json|md|css|html)$/.test(path))) {
    const copy = join(target, relative(source, path));
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(path, copy);
  }
}

const started = performance.now();
if (only !== 'web') {
  say('Building the server…');
  await buildServer();
}
if (only !== 'server') {
  say('Building the desk…');
  run(process.execPath, [
    join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
    'build',
    '--config',
    'src/apps/web/vite.config.ts',
    '--logLevel',
    'warn',
  ]);
}
say(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);

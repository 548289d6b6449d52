// npm run bench: see bench/run.ts. The program is built first, because memory and start are those of the build.
import { spawnSync } from 'node:child_process';
import { build, install, requireNode, root } from './prepare.mjs';

requireNode();
install();
build();
const { status, signal } = spawnSync(process.execPath, ['--import', 'tsx', 'bench/run.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? (signal ? 1 : 0));

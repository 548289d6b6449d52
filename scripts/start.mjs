// npm start: install, build, start. `npm start -- --empty` begins an office of one's own.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, install, requireNode, root } from './prepare.mjs';

requireNode();
install();
build();
const child = spawn(process.execPath, [join(root, 'dist/src/apps/server/main.js'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  // Four password hashes at once must not keep files and names waiting.
  env: { UV_THREADPOOL_SIZE: '8', ...process.env },
});
// The child receives the terminal's own signal; this process only waits for its end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (status, signal) => process.exit(status ?? (signal ? 1 : 0)));

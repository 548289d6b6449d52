import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  entry: [
    'src/apps/server/main.ts',
    'src/apps/cli/main.ts',
    'src/apps/web/entry/main.tsx',
    'src/**/*.worker.ts',
    'src/**/generate-*.ts',
    'scripts/*.{mjs,ts}',
    'bench/*.ts',
    'src/kernel/database/testing-server.ts',
    'src/kernel/database/embedded/testing-program.ts',
  ],
  project: ['src/**/*.{ts,tsx}', 'tests/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.{mjs,ts}'],
  // Types of one another's answers are part of a module's interface even if nobody names them yet.
  ignoreExportsUsedInFile: true,
  rules: { types: 'off', exports: 'error', files: 'error', dependencies: 'error', devDependencies: 'error', duplicates: 'error' },
};

export default config;

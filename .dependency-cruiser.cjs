/** Dependencies run one way: apps → services → kernel; services meet only at contract.ts; pure files stay pure. */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    { name: 'kernel-knows-no-service', severity: 'error', from: { path: '^src/kernel', pathNot: '\\.test\\.ts$' }, to: { path: '^src/(services|services\\.ts|apps)' } },
    { name: 'services-know-no-app', severity: 'error', from: { path: '^src/services', pathNot: '\\.test\\.ts$' }, to: { path: '^src/apps' } },
    {
      name: 'services-meet-at-contract',
      comment: 'Another service may be entered only through its contract.ts.',
      severity: 'error',
      from: { path: '^src/services/([^/]+)/' },
      to: { path: '^src/services/[^/]+/', pathNot: ['^src/services/$1/', '^src/services/[^/]+/contract\\.ts$'] },
    },
    {
      name: 'pure-files-stay-pure',
      comment: 'model, process and rules run in the browser too and reach neither storage nor the machine.',
      severity: 'error',
      from: { path: '^src/services/[^/]+/(model|process|endpoints)\\.ts$|^src/services/[^/]+/(model|rules)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/kernel/(database|jobs|files)|/storage\\.ts$|/use-cases/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'screens-never-reach-storage',
      severity: 'error',
      from: { path: '\\.tsx$|^src/apps/web', pathNot: '\\.test\\.tsx?$|vite\\.config' },
      to: { path: '/storage\\.ts$|^src/kernel/(database|jobs|files)/|/use-cases/|/handlers\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-storage-knows-tables',
      comment: 'Within a service, storage.ts (and tests) alone may build queries.',
      severity: 'error',
      from: { path: '^src/services/', pathNot: '/storage\\.ts$|/storage/|\\.test\\.ts$' },
      to: { path: '^node_modules/(kysely|pg)/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'not-to-test', severity: 'error', from: { pathNot: '\\.test\\.tsx?$' }, to: { path: '\\.test\\.tsx?$' } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, path: '^src/', pathNot: '\\.(d|gen|worker)\\.ts$|\\.test\\.tsx?$|vite\\.config|/main\\.tsx?$|text\\.ts$' }, to: {} },
    { name: 'not-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node'], extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
};

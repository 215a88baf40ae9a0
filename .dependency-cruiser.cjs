/** The import rules of docs/ARCHITECTURE.md as code. Type imports count. */
const layer = (name) => `^src/${name}/`;
const only = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: '^src/', pathNot: allowed },
});
/** A library that one place alone may touch. */
const sole = (library, owner) => ({
  name: `only-${owner.replaceAll('/', '-')}-touches-${library.replaceAll(/[^a-z0-9]/g, '')}`,
  severity: 'error',
  from: { path: '^src/', pathNot: `^src/${owner}` },
  to: { path: `node_modules/${library}` },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '[.]d[.]ts$' },
      to: {},
    },
    { name: 'must-resolve', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'shipped-code-uses-shipped-packages',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    },
    only('core-is-pure', layer('core'), ['^src/core/']),
    {
      name: 'core-has-no-node',
      severity: 'error',
      from: { path: layer('core') },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-has-no-libraries-but-valibot-and-csv',
      severity: 'error',
      from: { path: layer('core') },
      to: { path: 'node_modules', pathNot: 'node_modules/(valibot|csv-parse)/' },
    },
    only('protocol-knows-core', layer('protocol'), ['^src/(core|protocol)/']),
    only('pipelines-know-core-and-protocol', layer('pipelines'), [
      '^src/(core|protocol|pipelines)/',
    ]),
    {
      name: 'an-adapter-never-imports-another',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/' },
      to: {
        path: '^src/',
        pathNot: ['^src/(core|protocol)/', '^src/adapters/$1/', '^src/workers/'],
      },
    },
    only('workers-are-thin', layer('workers'), [
      '^src/(core|protocol|pipelines|adapters|workers)/',
    ]),
    only('stores-know-core', layer('stores'), ['^src/(core|stores)/']),
    only('ui-knows-core-and-stores', layer('ui'), ['^src/(core|stores|ui)/']),
    sole('@mediapipe', 'adapters/mediapipe'),
    sole('@tensorflow', 'adapters/tfjs'),
    sole('idb/', 'adapters/idb'),
    sole('h5wasm', 'adapters/keras'),
    sole('ydf-', 'adapters/ydf'),
    sole('zustand', '(stores|ui)'),
    sole('react', '(ui/|main.tsx)'),
    sole('(uplot|@observablehq)', 'ui/charts'),
    sole('hls.js', 'adapters/hls'),
    sole('mqtt/', 'adapters/mqtt'),
    sole('mediabunny', 'adapters/video-file'),
    sole('@tanstack', 'ui/'),
    sole('markdown-to-jsx', 'ui/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default', 'types'],
    },
  },
};

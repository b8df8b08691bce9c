/** The import direction of ARCHITECTURE.md, section 3, as rules. */
const layers = {
  errors: [],
  model: ['errors'],
  events: ['model', 'errors'],
  protocol: ['model', 'errors'],
  toml: ['model', 'errors'],
  manifest: ['toml', 'model', 'errors'],
  lockfile: ['toml', 'model', 'errors'],
  imports: ['manifest', 'toml', 'model', 'errors'],
  audit: ['model', 'errors'],
  patch: ['model', 'errors'],
  resolver: ['events', 'model', 'errors'],
  io: ['events', 'model', 'errors'],
  config: ['toml', 'io', 'model', 'errors'],
  agents: ['io', 'model', 'errors'],
  git: ['io', 'events', 'model', 'errors'],
  store: ['io', 'events', 'model', 'errors'],
  auth: ['config', 'io', 'events', 'model', 'errors'],
  registry: ['protocol', 'auth', 'config', 'io', 'events', 'model', 'errors'],
  fetchers: ['registry', 'git', 'store', 'audit', 'manifest', 'io', 'events', 'model', 'errors'],
  linker: ['agents', 'store', 'io', 'events', 'model', 'errors'],
  project: ['manifest', 'lockfile', 'config', 'io', 'model', 'errors'],
  publish: ['project', 'manifest', 'git', 'registry', 'io', 'events', 'model', 'errors'],
};
const below = Object.keys(layers);

const layerRules = below.map((folder) => ({
  name: `layer-${folder}`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: {
    path: '^(src|packages)/',
    pathNot: [
      `^src/(${[folder, ...layers[folder]].join('|')})/`,
      ...(folder === 'fetchers' ? ['^src/resolver/Provider\\.ts$'] : []),
    ],
  },
}));

const onlyIn = (name, library, where) => ({
  name: `only-${name}`,
  severity: 'error',
  from: { path: '^src/', pathNot: where },
  to: { path: library },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...layerRules,
    {
      name: 'layer-operations',
      severity: 'error',
      from: { path: '^src/operations/' },
      to: { path: '^(src/(render|commands)/|src/[^/]+\\.ts$|packages/)' },
    },
    {
      name: 'layer-render',
      severity: 'error',
      from: { path: '^src/render/' },
      to: {
        path: '^(src|packages)/',
        pathNot: '^src/(render|operations|resolver|audit|events|model|errors)/',
      },
    },
    {
      name: 'layer-commands',
      severity: 'error',
      from: { path: '^src/commands/' },
      to: {
        path: '^(src|packages)/',
        pathNot: '^src/(commands|operations|render|mcp|events|model|errors)/',
      },
    },
    {
      name: 'layer-registry-server',
      severity: 'error',
      from: { path: '^packages/registry/' },
      to: {
        path: '^src/',
        pathNot: '^src/(errors|model|protocol|manifest|audit|events|git|io|config/paths)',
      },
    },
    {
      name: 'pure-folders-know-no-node',
      severity: 'error',
      from: {
        path: '^src/(errors|model|events|protocol|toml|manifest|imports|lockfile|audit|patch|resolver)/',
      },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?path/posix$' },
    },
    {
      name: 'effects-only-in-io',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(io/|main\\.ts$)' },
      to: {
        path: '^(node:)?(fs|fs/promises|http|https|http2|net|tls|dns|child_process|os|worker_threads)$',
      },
    },
    onlyIn('clipanion', 'node_modules/clipanion/', '^src/(commands/|cli\\.ts$|main\\.ts$)'),
    onlyIn('typanion', 'node_modules/typanion/', '^src/(commands/|config/|cli\\.ts$|main\\.ts$)'),
    onlyIn(
      'isomorphic-git',
      'node_modules/isomorphic-git/',
      '^src/git/(IsomorphicGit|WorkingCopy)\\.ts$',
    ),
    onlyIn(
      'make-fetch-happen',
      'node_modules/(make-fetch-happen|@types/make-fetch-happen)/',
      '^src/io/http',
    ),
    onlyIn('keyring', 'node_modules/@napi-rs/keyring', '^src/io/keychain\\.ts$'),
    onlyIn('toml', 'node_modules/(@iarna/toml|toml-eslint-parser)/', '^src/toml/'),
    {
      name: 'no-undeclared-dependency',
      severity: 'error',
      from: { path: '^(src|packages)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'unknown'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};

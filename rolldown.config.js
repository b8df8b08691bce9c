import { thirdPartyNotices } from './scripts/thirdPartyNotices.mjs';

// @iarna/toml looks up node:util by `eval`, in a try block, for its own debugging output.
const common = {
  platform: 'node',
  logLevel: 'warn',
  checks: { eval: false },
  // The shells' completion scripts of @pnpm/tabtab.
  moduleTypes: { '.bash': 'text', '.zsh': 'text', '.fish': 'text', '.ps1': 'text' },
};

/**
 * What nearly every command needs, in one file: on a cold start each further file costs more than
 * its bytes. `install` is in it; the other commands, with what prints their results, are another file.
 */
const START =
  /\/src\/(?:cli|services|errors\/|events\/|commands\/(?:\w*[cC]ommand|PaksContext|all|otherNames|recursion|fromBundle|usageError|install)\.ts|render\/(?:results\/(?:installResult|skillChange)|\w+)\.ts|agents\/|config\/(?!readConfigFile|gitNetwork|networkOptions|withProject)|io\/(?:clock|environment|processWorld|endProcess|FileSystem|prompts|httpOrigin|readRegularFile|safePath|atomicWrite)|model\/(?:Integrity|SkillId|Source|portableName|limits|duration|registryName)|project\/findProject|linker\/(?:Link|Ledger|ledgerFormat|ownership|fingerprint)\.ts|operations\/(?:install|upToDate|installInputs|findPlace)\.ts)/;

/** Every other command: small, because each loads its operation lazily, and read as a whole by help. */
const COMMANDS = /\/src\/(?:commands|render)\//;

/** What an install needs that has all its bytes already, for the same reason. */
const INSTALL =
  /\/src\/(?:project|lockfile|linker|store|toml|model)\/|\/src\/manifest\/(?:parseManifest|read(?:ManifestSkill|Patch|Pin|Policy|Registries|Source))\.ts|\/src\/operations\/(?:\w*[lL]ock|installProject|runInstall|chooseTargets|fetchSkills|linkSkills|select\w+|shadow\w+|wantedLinks|with\w+|displayPath|open\w+|storeDamage|Clearances|fetchPatched|lockedLinks|patches\/(?:patchReasons|patchSkills|readPatches))\.ts|\/src\/io\/(?:lock\w*|onExit|process(?:es|Id)?|temporaryDirectory|contentHash|walkTree|SkillMeter|remove\w+)\.ts|node_modules\/(?:@iarna\/toml|semver)\//;

/** The command line as it ships: one small entry, and a chunk for everything that is loaded lazily. */
const commandLine = {
  ...common,
  input: { main: 'src/main.ts', library: 'src/library.ts' },
  external: ['@napi-rs/keyring'],
  plugins: [thirdPartyNotices()],
  output: {
    dir: 'dist',
    cleanDir: true,
    format: 'esm',
    minify: true,
    banner: (chunk) => (chunk.name === 'main' ? '#!/usr/bin/env node' : ''),
    entryFileNames: '[name].mjs',
    chunkFileNames: 'chunks/[name]-[hash].mjs',
    codeSplitting: {
      groups: [
        // `paks --version` needs nothing else.
        {
          name: 'version',
          test: /\/src\/(?:model\/version|io\/surviveClosedOutput)\.ts$/,
          priority: 3,
        },
        { name: 'start', test: START, priority: 2 },
        { name: 'commands', test: COMMANDS, priority: 1 },
        { name: 'install', test: INSTALL, priority: 1 },
        {
          name: 'clipanion',
          test: /node_modules\/(?:clipanion|typanion|picocolors)\//,
          priority: 1,
        },
      ],
    },
  },
};

/** The demonstration that the README starts. */
const demo = {
  ...common,
  input: { demo: 'scripts/demo/demo.ts' },
  output: { dir: 'build/demo', cleanDir: true, format: 'esm', entryFileNames: '[name].mjs' },
};

export default [commandLine, demo];

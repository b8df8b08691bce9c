/** The command line as it ships: one small entry, and a chunk for everything that is loaded lazily. */
export default {
  input: { main: 'src/main.ts' },
  platform: 'node',
  external: ['@napi-rs/keyring'],
  output: {
    dir: 'dist',
    format: 'esm',
    minify: true,
    banner: (chunk) => (chunk.name === 'main' ? '#!/usr/bin/env node' : ''),
    entryFileNames: '[name].mjs',
    chunkFileNames: 'chunks/[name]-[hash].mjs',
  },
};

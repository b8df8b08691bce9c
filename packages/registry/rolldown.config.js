/** One file for the server; its native and WebAssembly parts stay packages beside it. */
export default {
  input: { main: 'src/main.ts' },
  platform: 'node',
  external: [/^@electric-sql\/pglite/, /^pg(-native)?$/],
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: 'chunks/[name]-[hash].mjs',
  },
};

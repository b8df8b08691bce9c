/** A Jest transform: the module is its text. */
export default {
  process: (text) => ({ code: `export default ${JSON.stringify(text)};` }),
};

const SNIFFED_BYTES = 8_192;
const ALWAYS_TEXT = /\.(?:md|mdx|markdown|txt|json|ya?ml|toml)$/i;

/**
 * The text of a file, or null for a binary one: a NUL among the first 8 KiB, as git has it. What an
 * agent reads as text by its name is text whatever is in it. Bytes that are not UTF-8 become U+FFFD.
 */
export function decodeText(path: string, bytes: Uint8Array): string | null {
  if (!ALWAYS_TEXT.test(path) && bytes.subarray(0, SNIFFED_BYTES).includes(0)) return null;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

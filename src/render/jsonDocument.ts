import type { Failure } from '../errors/describeFailure.ts';

/** Success, or failure, as `--json` prints it; the shape is documented in `docs/spec/json-output.md`. */
export type JsonDocument =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly error: Failure };

/** Grows when a field is removed or changes its meaning, never when one is added. */
export const JSON_VERSION = 1;

/** Exactly one JSON document and a newline. Failures carry no stack. */
export function jsonDocument(document: JsonDocument): string {
  if (document.ok) return print({ version: JSON_VERSION, ok: true, result: document.result });
  const { code, message, hint, exit, data } = document.error;
  const error = { code, message, ...(hint === undefined ? {} : { hint }), exit, data };
  return print({ version: JSON_VERSION, ok: false, error });
}

function print(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

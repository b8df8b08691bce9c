import type { Failure } from '../errors/describeFailure.ts';

/** Success, or failure, as `--json` prints it; the shape is documented in `docs/spec/json-output.md`. */
export type JsonDocument =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly error: Failure };

/** Exactly one JSON document and a newline. Failures carry no stack. */
export function jsonDocument(document: JsonDocument): string {
  if (document.ok) return `${JSON.stringify(document, null, 2)}\n`;
  const { code, message, hint, exit, data } = document.error;
  const error = { code, message, ...(hint === undefined ? {} : { hint }), exit, data };
  return `${JSON.stringify({ ok: false, error }, null, 2)}\n`;
}

import * as v from 'valibot';
import { PaksError } from '../errors/PaksError.ts';

/**
 * A registry's answer, checked: unknown fields are dropped, known ones must be right. `from` names
 * the address for the message. Throws `REGISTRY_ANSWER_INVALID`.
 */
export function readAnswer<Schema extends v.GenericSchema>(
  schema: Schema,
  body: string,
  from: string,
): v.InferOutput<Schema> {
  const read = v.safeParse(schema, parseJson(body, from), { abortEarly: true });
  if (read.success) return read.output;
  const [issue] = read.issues;
  throw invalid(from, `\`${v.getDotPath(issue) ?? 'answer'}\`: ${issue.message}`);
}

function parseJson(body: string, from: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw invalid(from, 'it is not JSON', cause);
  }
}

function invalid(from: string, why: string, cause?: unknown): PaksError {
  return new PaksError('REGISTRY_ANSWER_INVALID', {
    message: `\`${from}\` did not answer as a registry does: ${why}`,
    hint: 'check the address of the registry with `paks registry list`; a proxy or sign-in page may answer in its place',
    cause,
  });
}

import * as v from 'valibot';
import type { Exchange } from './Exchange.ts';
import { Refusal } from './Refusal.ts';

/** More than any request of the contract needs. */
const MAX_BODY_BYTES = 64 * 1024;

/** As {@link readBody}; a request without a body stands for `{}`. */
export async function readOptionalBody<Schema extends v.GenericSchema>(
  exchange: Exchange,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  return checkBody((await readText(exchange.req.raw)) || '{}', schema);
}

/** The request's JSON body, checked. Throws `INVALID_REQUEST` with the place of the mistake. */
export async function readBody<Schema extends v.GenericSchema>(
  exchange: Exchange,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  return checkBody(await readText(exchange.req.raw), schema);
}

function checkBody<Schema extends v.GenericSchema>(
  text: string,
  schema: Schema,
): v.InferOutput<Schema> {
  const read = v.safeParse(schema, parse(text), { abortEarly: true });
  if (read.success) return read.output;
  const [issue] = read.issues;
  const field = v.getDotPath(issue);
  throw new Refusal(
    'INVALID_REQUEST',
    field === null ? 'the body is not a JSON object' : `\`${field}\`: ${issue.message}`,
    field === null ? {} : { details: { field } },
  );
}

async function readText(request: Request): Promise<string> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > MAX_BODY_BYTES) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refusal('INVALID_REQUEST', 'the body is not JSON', { cause });
  }
}

function tooLarge(): Refusal {
  return new Refusal('TOO_LARGE', `the body is over ${MAX_BODY_BYTES} bytes`);
}

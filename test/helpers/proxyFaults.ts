import type { IncomingMessage, ServerResponse } from 'node:http';

/** Which requests a fault hits. */
interface Aim {
  /** A piece of the path, or a pattern for it; absent: every path. */
  readonly path?: string | RegExp;
  readonly method?: string;
  /** How many requests are hit before the fault is spent; absent: all. */
  readonly times?: number;
}

/**
 * What a proxy does instead of passing a request or its answer on.
 * `status` answers by itself; `redirect` sends elsewhere; `reset` cuts the connection unanswered;
 * `stall` never answers; `delay` waits first; `truncate` cuts the body after so many bytes;
 * `corrupt` flips the bits of one byte of the body.
 */
export type Fault = Aim &
  (
    | {
        readonly kind: 'status';
        readonly status: number;
        readonly headers?: Readonly<Record<string, string>>;
        readonly body?: string | Uint8Array;
      }
    | { readonly kind: 'redirect'; readonly location: string; readonly status?: number }
    | { readonly kind: 'reset' }
    | { readonly kind: 'stall' }
    | { readonly kind: 'delay'; readonly milliseconds: number }
    | { readonly kind: 'truncate'; readonly afterBytes: number }
    | { readonly kind: 'corrupt'; readonly atByte: number }
  );

const hits = new WeakMap<Fault, number>();

/** The first fault that is aimed at the request, counted; a spent one leaves the list. */
export function takeFault(faults: Fault[], method: string, path: string): Fault | undefined {
  const fault = faults.find((candidate) => isAimedAt(candidate, method, path));
  if (fault === undefined) return undefined;
  const count = (hits.get(fault) ?? 0) + 1;
  hits.set(fault, count);
  if (fault.times !== undefined && count >= fault.times) faults.splice(faults.indexOf(fault), 1);
  return fault;
}

/** Answers in the server's place where the fault says so; false when the request is to go on. */
export function applyFault(
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  switch (fault.kind) {
    case 'status':
      request.resume();
      response.writeHead(fault.status, fault.headers ?? {});
      response.end(fault.body ?? '');
      return true;
    case 'redirect':
      request.resume();
      response.writeHead(fault.status ?? 302, { location: fault.location });
      response.end();
      return true;
    case 'reset':
      request.socket.resetAndDestroy();
      return true;
    case 'stall':
      return true;
    case 'delay':
    case 'truncate':
    case 'corrupt':
      return false;
  }
}

function isAimedAt(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  if (fault.path === undefined) return true;
  return typeof fault.path === 'string' ? path.includes(fault.path) : fault.path.test(path);
}

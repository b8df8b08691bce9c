import { wireErrors, type WireErrorCode } from '../../../../src/protocol/wireError.ts';

const BRAND = Symbol.for('paks.registry.refusal');

/** What a refusal may carry beside its message. */
export interface RefusalOptions {
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly cause?: unknown;
}

/** A request that the contract has a code for; becomes the answer's status and error object. */
export class Refusal extends Error {
  readonly code: WireErrorCode;
  readonly details: Readonly<Record<string, unknown>> | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly [BRAND] = true;

  constructor(code: WireErrorCode, message: string, options: RefusalOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'Refusal';
    this.code = code;
    this.details = options.details;
    this.headers = options.headers ?? {};
  }

  /** The HTTP status that the contract gives the code. */
  get status(): number {
    return wireErrors[this.code];
  }
}

/** True for every {@link Refusal}, whichever realm made it. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && BRAND in value;
}

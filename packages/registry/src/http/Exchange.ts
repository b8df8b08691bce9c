import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Caller } from '../accounts/tokens.ts';
import type { Registry } from '../Registry.ts';

/** What the steps before a handler found out about a request. */
export interface ExchangeEnvironment {
  readonly Bindings: HttpBindings;
  readonly Variables: {
    readonly requestId: string;
    /** The endpoint's path as OpenAPI writes it; absent where none was found. */
    readonly route?: string;
    /** Null: nobody signed in. */
    readonly caller: Caller | null;
    /** Set: the answer comes from what is here, without a question to an upstream registry. */
    readonly isOverLimit?: boolean;
    /** The address of the client, or of nobody knows. */
    readonly address: string;
  };
}

/** One request and the answer being made. */
export type Exchange = Context<ExchangeEnvironment>;

/** Answers one endpoint. Refuses by throwing a `Refusal`. */
export type Handler = (exchange: Exchange, registry: Registry) => Promise<Response> | Response;

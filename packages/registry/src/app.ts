import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { AUTH_ENDPOINTS, DEFAULT_AUTH_PATH, ENDPOINTS } from '../../../src/protocol/endpoints.ts';
import { getMe, getVerify, postRevoke } from './handlers/authentication.ts';
import { getArchive } from './handlers/getArchive.ts';
import { getHealth, getReady } from './handlers/getHealth.ts';
import { getSkill } from './handlers/getSkill.ts';
import { getVersion } from './handlers/getVersion.ts';
import { getVersions } from './handlers/getVersions.ts';
import { listSkills } from './handlers/listSkills.ts';
import { getIndexJob, postIndex } from './handlers/postIndex.ts';
import { postUnyank, postYank } from './handlers/postYank.ts';
import { answerFailure, answerUnknown } from './http/answerFailure.ts';
import { addressOf } from './http/client.ts';
import type { ExchangeEnvironment, Handler } from './http/Exchange.ts';
import { limitRate } from './http/limitRate.ts';
import { logRequests } from './http/logRequests.ts';
import { identifyCaller } from './http/identifyCaller.ts';
import type { Registry } from './Registry.ts';

/** The whole HTTP side of a registry, without a socket. */
export function createApp(registry: Registry): Hono<ExchangeEnvironment> {
  const app = new Hono<ExchangeEnvironment>();
  app.onError((thrown, exchange) => answerFailure(thrown, exchange, registry));
  app.notFound((exchange) => answerUnknown(exchange, registry));
  app.use(logRequests(registry));
  app.use(async (exchange, next) => {
    exchange.set('requestId', randomUUID());
    exchange.set('address', addressOf(exchange, registry.settings.trustProxy));
    exchange.set('caller', null);
    exchange.header('X-Content-Type-Options', 'nosniff');
    exchange.set('caller', await identifyCaller(exchange, registry));
    await next();
  });
  app.use(limitRate(registry));
  for (const { method, path, handler } of ROUTES) {
    app.on(method, routeOf(path), (exchange) => handler(exchange, registry));
  }
  return app;
}

interface Route {
  readonly method: 'GET' | 'POST';
  /** As OpenAPI writes it. */
  readonly path: string;
  readonly handler: Handler;
}

const ROUTES: readonly Route[] = [
  { method: 'GET', path: ENDPOINTS.health, handler: getHealth },
  { method: 'GET', path: ENDPOINTS.ready, handler: getReady },
  { method: 'GET', path: ENDPOINTS.listSkills, handler: listSkills },
  { method: 'GET', path: ENDPOINTS.searchSkills, handler: listSkills },
  { method: 'GET', path: ENDPOINTS.skill, handler: getSkill },
  { method: 'GET', path: ENDPOINTS.versions, handler: getVersions },
  { method: 'GET', path: ENDPOINTS.version, handler: getVersion },
  { method: 'GET', path: ENDPOINTS.archive, handler: getArchive },
  { method: 'POST', path: ENDPOINTS.index, handler: postIndex },
  { method: 'GET', path: ENDPOINTS.indexJob, handler: getIndexJob },
  { method: 'POST', path: ENDPOINTS.yank, handler: postYank },
  { method: 'POST', path: ENDPOINTS.unyank, handler: postUnyank },
  { method: 'GET', path: DEFAULT_AUTH_PATH + AUTH_ENDPOINTS.verify, handler: getVerify },
  { method: 'GET', path: DEFAULT_AUTH_PATH + AUTH_ENDPOINTS.me, handler: getMe },
  { method: 'POST', path: DEFAULT_AUTH_PATH + AUTH_ENDPOINTS.revoke, handler: postRevoke },
];

/** `{account}` of OpenAPI as `:account` of the router. */
function routeOf(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

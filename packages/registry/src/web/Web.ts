import type { Exchange } from '../http/Exchange.ts';
import type { Registry } from '../Registry.ts';
import type { RenderedFiles } from './markdown/RenderedFiles.ts';
import type { PopularMarks } from './reading/popularMarks.ts';
import type { Site } from './Site.ts';

/** What the handlers of pages share. One per process. */
export interface Web {
  readonly registry: Registry;
  readonly site: Site;
  readonly rendered: RenderedFiles;
  readonly popularMarks: () => Promise<PopularMarks>;
}

/** Answers one page. Refuses by throwing a `Refusal`, as the API's handlers do. */
export type PageHandler = (exchange: Exchange, web: Web) => Promise<Response> | Response;

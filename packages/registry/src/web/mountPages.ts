import type { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { Exchange, ExchangeEnvironment } from '../http/Exchange.ts';
import type { Registry } from '../Registry.ts';
import { PAGE_ROUTES } from './addresses.ts';
import { getAsset } from './assets/getAsset.ts';
import { RenderedFiles } from './markdown/RenderedFiles.ts';
import { getAccountPage } from './pages/getAccountPage.ts';
import { getHomePage } from './pages/getHomePage.ts';
import { getSearchPage } from './pages/getSearchPage.ts';
import { getSkillPage } from './pages/getSkillPage.ts';
import { getVersionsPage } from './pages/getVersionsPage.ts';
import type { PageHandler, Web } from './Web.ts';
import { popularMarksOf } from './reading/popularMarks.ts';
import { siteOf } from './Site.ts';

const RENDERED_CHARACTERS = 16 * 1024 * 1024;

/** Serves the registry's pages to browsers, beside the API. */
export function mountPages(app: Hono<ExchangeEnvironment>, registry: Registry): void {
  const web: Web = {
    registry,
    site: siteOf(registry.settings),
    rendered: new RenderedFiles(RENDERED_CHARACTERS),
    popularMarks: popularMarksOf(registry),
  };
  const page = (path: string, handler: PageHandler): void => {
    app.get(path, compress(), (exchange: Exchange) => {
      exchange.set('route', path);
      return handler(exchange, web);
    });
  };
  page(PAGE_ROUTES.asset, getAsset);
  page(PAGE_ROUTES.home, getHomePage);
  page(PAGE_ROUTES.search, getSearchPage);
  page(PAGE_ROUTES.account, getAccountPage);
  page(PAGE_ROUTES.skill, getSkillPage);
  page(PAGE_ROUTES.versions, getVersionsPage);
  page(PAGE_ROUTES.version, getSkillPage);
}

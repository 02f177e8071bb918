import { Router } from 'express';
import helmet from 'helmet';
import type { ApiDeps } from '../api-deps.ts';
import { docsCss } from './docs-css.ts';
import { docsPage } from './docs-page.ts';
import { openApiDocument } from './openapi-document.ts';

/** `/api/openapi.json`, and the same to read at `/api/docs`: a page without a script. */
export function documentation({ version }: Pick<ApiDeps, 'version'>): Router {
  const router = Router();
  let made: { json: string; page: string } | undefined;
  const texts = () => {
    if (!made) {
      const document = openApiDocument(version);
      made = { json: JSON.stringify(document), page: docsPage(document) };
    }
    return made;
  };
  router.get('/openapi.json', (_request, response) => {
    response.type('json').send(texts().json);
  });
  router.get('/docs', pageHeaders, (_request, response) => {
    response.type('html').send(texts().page);
  });
  router.get('/docs.css', (_request, response) => {
    response.type('css').send(docsCss);
  });
  return router;
}

const pageHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      'style-src': ["'self'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
    },
  },
});

import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { languageOf, notFound, sendProblem } from './answers.ts';
import { pagePolicy } from './headers.ts';

/** Stands in the built page wherever this request's nonce belongs. */
const placeholder = '__NONCE__';

/** What the desk's router knows: itself, the short way to the set-up, the phone pages. Ids may hold a dot (measures); nothing begins with one, and no file lies there. */
const deskAddress = /^\/(set-up)?$|^\/(desk|m)(\/[^/.][^/]*)*\/?$/;

export interface Pages {
  /** Folder of the build, with `index.html` and `assets/`. */
  readonly folder: string;
}

function page(folder: string): (reply: FastifyReply) => FastifyReply {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const parts = html.includes(placeholder) ? html.split(placeholder) : nonceAdded(html).split(placeholder);
  return (reply) => {
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('content-security-policy', pagePolicy(nonce))
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(parts.join(nonce));
  };
}

/** Where the screens read the nonce that Ant Design gives its style elements. */
function nonceAdded(html: string): string {
  return html.replace('<head>', `<head>\n<meta property="csp-nonce" nonce="${placeholder}">`);
}

/**
 * The built desk: files under `/assets/` carry a digest in their name and are kept for a year; every address of the desk answers
 * with the page itself, which reads the address. Whatever else is asked for is not there, and is told so (OP-07).
 */
export async function servePages(app: FastifyInstance, pages: Pages | undefined): Promise<void> {
  const built = pages && existsSync(join(pages.folder, 'index.html')) ? pages : undefined;
  if (built) {
    await app.register(fastifyStatic, {
      root: built.folder,
      index: false,
      // The page goes out with a nonce of its own, under the addresses of the desk only.
      allowedPath: (path) => path !== '/index.html',
      wildcard: true,
      decorateReply: false,
      dotfiles: 'deny',
      cacheControl: false,
      setHeaders: (reply, path) => {
        const hashed = path.includes(`${join(built.folder, 'assets')}`);
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  const answer = built && page(built.folder);
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?', 1)[0]!;
    const wantsPage = request.method === 'GET' && deskAddress.test(path);
    if (answer && wantsPage) return answer(reply);
    return sendProblem(reply, notFound(), languageOf(request.headers['accept-language']));
  });
}

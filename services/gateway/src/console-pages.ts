import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** The addresses that the console handles itself, in the browser. Everything else is the API's or unknown. */
const PAGES = ['/', '/sign-in', '/tenants', '/t/*'] as const;
const NONCE = 'CSP_NONCE';
const NONCE_BYTES = 16;
/** Names of these files change with their content. */
const FOREVER_MS = 365 * 86_400_000;

/**
 * Serves the web console: its page at every address that it knows, and the files that the page is made of. Where it has not
 * been built the API works without it.
 */
export function serveConsole(fastify: FastifyInstance, folder = builtConsole()): void {
  if (folder === null) return;
  const page = readFileSync(`${folder}/index.html`, 'utf8');
  const icon = readFileSync(`${folder}/icon.svg`);
  const send = (_request: FastifyRequest, reply: FastifyReply) => sendPage(reply, page);
  for (const path of PAGES) fastify.get(path, send);
  void fastify.register(fastifyStatic, {
    root: `${folder}/assets`,
    prefix: '/assets/',
    preCompressed: true,
    index: false,
    immutable: true,
    maxAge: FOREVER_MS,
    decorateReply: false,
  });
  fastify.get('/icon.svg', (_request, reply) => sendIcon(reply, icon));
}

/** Each answer has a nonce of its own: the styles that the page adds while it runs must carry it. */
function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  return reply
    .header('content-security-policy', policyFor(nonce))
    .header('content-type', 'text/html; charset=utf-8')
    .header('cross-origin-opener-policy', 'same-origin')
    .header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
    .send(page.replaceAll(NONCE, nonce));
}

/** Scripts are files of ours and nothing else, nobody else is asked for anything, and nobody may frame us. */
function policyFor(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function sendIcon(reply: FastifyReply, icon: Buffer): FastifyReply {
  return reply
    .header('content-type', 'image/svg+xml')
    .header('cache-control', 'public, max-age=86400')
    .send(icon);
}

/** Where the build puts it, seen from the compiled file and from its source; null: it has not been built. */
function builtConsole(): string | null {
  const candidates = ['../../../console', '../../../dist/console'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return candidates.find((folder) => existsSync(`${folder}/assets`)) ?? null;
}

import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openBrowser, type Browser } from './browser.js';

const POLICY = "default-src 'self'; img-src 'self' data:; script-src 'nonce-known'; connect-src *";
const HEAD =
  '<!doctype html><link rel="icon" href="data:,"><meta name="viewport" content="width=device-width"><title>A page</title>';
const script = (code: string): string => `<script nonce="known">${code}</script>`;

describe('a browser for a test', () => {
  let server: Server;
  let origin: string;
  let browser: Browser;
  let html = '';
  beforeAll(async () => {
    server = createServer(({ url }, response) => {
      const head = { 'content-type': 'text/html', 'content-security-policy': POLICY };
      if (url === '/') response.writeHead(200, head).end(`${HEAD}${html}`);
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
    browser = await openBrowser();
  });
  afterEach(() => browser.closePages());
  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function visit(content: string): Promise<void> {
    html = content;
    const page = await browser.page(origin);
    await page.goto('/');
    await page.waitForLoadState('networkidle');
  }

  it('finds nothing wrong with a good page', async () => {
    await visit(
      script(
        'console.log("fine"); const stop = new AbortController(); fetch("/", stop).catch(() => 0); stop.abort();',
      ),
    );
    await browser.closePages();
  });

  it.each([
    ['an error on the console', script('console.error("it broke")'), /console: it broke/],
    ['an uncaught error', script('throw new Error("nobody caught me")'), /uncaught: .*nobody caught me/],
    ['a rejection', script('Promise.reject(new Error("nobody waited"))'), /uncaught: .*nobody waited/],
    ['an inline script', '<script>window.a = 1</script>', /CSP: script-src-elem refused inline/],
    ['an answer of 404', '<img src="/missing.png">', /console: .*404.*missing\.png/],
    [
      'a request to another host',
      script('fetch("http://127.0.0.2:19/").catch(() => 0)'),
      /other host: .*127\.0\.0\.2/,
    ],
    [
      'a request without an answer',
      script('fetch("http://127.0.0.2:19/").catch(() => 0)'),
      /request: net::ERR_/,
    ],
  ])('tells of %s', async (_what, content, problem) => {
    await visit(content);
    await expect(browser.closePages()).rejects.toThrow(problem);
  });

  it('keeps silent of what the test announced, once', async () => {
    const broken = script('console.error("it broke")');
    browser.expectProblem(/it broke/);
    await visit(broken);
    await browser.closePages();
    await visit(broken);
    await expect(browser.closePages()).rejects.toThrow('it broke');
  });

  it('shows itself as a phone, in the dark', async () => {
    html = '';
    const page = await browser.page(origin, { viewport: 'phone', colorScheme: 'dark' });
    await page.goto('/');
    const seen = await page.evaluate('[innerWidth, matchMedia("(prefers-color-scheme: dark)").matches]');
    expect(seen).toEqual([390, true]);
  });
});

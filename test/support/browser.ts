// Test support: a real Chromium, whose pages tell of everything that a person with open developer tools would see go wrong.
import { chromium, type Browser as Chromium, type BrowserContext, type Page } from 'playwright-core';
import { chromiumBinary } from './chromium.js';

export const VIEWPORTS = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const;

export interface Look {
  readonly viewport?: keyof typeof VIEWPORTS;
  readonly colorScheme?: 'light' | 'dark';
}

export interface PageOptions extends Look {
  /** Lets tools of the test run in the page that its Content-Security-Policy would refuse; never for a test of that policy. */
  readonly bypassCSP?: boolean;
}

export interface Browser {
  /** A page of a context of its own: nothing is stored, nobody is signed in. Addresses are relative to the origin. */
  page(origin: string, options?: PageOptions): Promise<Page>;
  /** Announces what would otherwise fail the test: a pattern of the problem's line. It holds until `closePages`. */
  expectProblem(pattern: RegExp): void;
  /** Closes all pages; throws what went wrong in them and was not announced. For `afterEach`. */
  closePages(): Promise<void>;
  close(): Promise<void>;
}

const ARGUMENTS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Two cores are shared with a broker, a database and six services. */
const TIMEOUT_MS = 30_000;

/** One for a spec file. */
export async function openBrowser(): Promise<Browser> {
  const program = await chromium.launch({ executablePath: chromiumBinary(), args: ARGUMENTS });
  const problems: string[] = [];
  const announced: RegExp[] = [];
  const contexts: BrowserContext[] = [];
  return {
    page: async (origin, options = {}) => {
      const context = await openContext(program, origin, options);
      contexts.push(context);
      await watch(context, new URL(origin).host, (problem) => problems.push(problem));
      return await context.newPage();
    },
    expectProblem: (pattern) => void announced.push(pattern),
    closePages: async () => {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      const patterns = announced.splice(0);
      const unexpected = problems.splice(0).filter((line) => !patterns.some((known) => known.test(line)));
      if (unexpected.length > 0) throw new Error(`In the browser:\n${[...new Set(unexpected)].join('\n')}`);
    },
    close: () => program.close(),
  };
}

async function openContext(program: Chromium, origin: string, options: PageOptions): Promise<BrowserContext> {
  const { viewport = 'desktop', colorScheme = 'light', bypassCSP = false } = options;
  const context = await program.newContext({
    baseURL: origin,
    viewport: VIEWPORTS[viewport],
    isMobile: viewport === 'phone',
    hasTouch: viewport === 'phone',
    colorScheme,
    bypassCSP,
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(TIMEOUT_MS);
  return context;
}

/** Tells each problem as one line. A request that was cancelled is none: pages cancel what they no longer need. */
async function watch(context: BrowserContext, host: string, tell: (problem: string) => void): Promise<void> {
  context.on('console', (message) => {
    // With the address: what Chromium says of a failed answer names only its status.
    if (message.type() === 'error') tell(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => tell(`uncaught: ${error.error().stack ?? error.error().message}`));
  context.on('request', (request) => {
    const { protocol, host: asked } = new URL(request.url());
    if (!['data:', 'blob:'].includes(protocol) && asked !== host) tell(`other host: ${request.url()}`);
  });
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? 'failed';
    if (reason !== 'net::ERR_ABORTED') tell(`request: ${reason} ${request.method()} ${request.url()}`);
  });
  await context.addInitScript({ content: TELL_VIOLATIONS });
}

/** As text, since the types of this project know no DOM. */
const TELL_VIOLATIONS = `document.addEventListener('securitypolicyviolation', (event) => {
  console.error('CSP: ' + event.effectiveDirective + ' refused ' + event.blockedURI + ' ' + event.sample);
});`;

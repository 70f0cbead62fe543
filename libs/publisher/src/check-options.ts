import { checkTenant } from './check-event.js';
import { nearest } from './nearest.js';

/** What a value of an option must be; null when it is that. */
type Check = (value: unknown) => string | null;

interface Option {
  readonly isRequired?: true;
  readonly check: Check;
}

/** Options by their names. */
type Options = Readonly<Record<string, Option>>;

const text: Check = (value) =>
  typeof value === 'string' && value.length > 0 ? null : 'must be a text that is not empty';
const texts: Check = (value) =>
  Array.isArray(value) && value.length > 0 && value.every((one) => text(one) === null) ? null : text(value);
const object: Check = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? null : 'must be an object';
const hook: Check = (value) => (typeof value === 'function' ? null : 'must be a function');
const count: Check = (value) =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? null : 'must be an integer from 1';
const milliseconds: Check = (value) =>
  typeof value === 'number' && value > 0 && value <= MS_MAX
    ? null
    : `must be milliseconds from 1 to ${MS_MAX}`;
const whenFull: Check = (value) =>
  value === 'reject' || value === 'wait' ? null : 'must be "reject" or "wait"';
const webAddress: Check = (value) =>
  typeof value === 'string' && /^https?:\/\/./.test(value) && URL.canParse(value)
    ? null
    : 'must be the address of the gateway, such as "https://deskhook.example.com"';

/** What timers of Node can wait for. */
const MS_MAX = 2 ** 31 - 1;

const COMMON: Options = {
  tenant: { isRequired: true, check: text },
  source: { check: text },
  queueEventsMax: { check: count },
  queueBytesMax: { check: count },
  whenFull: { check: whenFull },
  giveUpAfterMs: { check: milliseconds },
  onStored: { check: hook },
  onFailed: { check: hook },
  onRetry: { check: hook },
};
const NATS: Options = {
  ...COMMON,
  servers: { check: texts },
  nats: { check: object },
  connection: { check: object },
};
const HTTP: Options = {
  ...COMMON,
  url: { isRequired: true, check: webAddress },
  key: { isRequired: true, check: text },
  batchMax: { check: count },
  timeoutMs: { check: milliseconds },
};

/**
 * Throws a TypeError that names the option, or a RangeError for a malformed tenant. Programs without types, and variables of the
 * environment that are not set, would otherwise publish to subjects that nobody meant.
 */
export function checkNatsOptions(options: unknown): void {
  const caller = 'createPublisher';
  const given = checkAll(caller, NATS, options, '{ servers, tenant }');
  const places = ['servers', 'connection'].filter((name) => given.has(name));
  if (places.length === 0)
    throw new TypeError(
      `${caller}: \`servers\` is required, the address of the broker such as "nats://127.0.0.1:4222" (or \`connection\`, one of your own)`,
    );
  if (given.has('connection') && (given.has('servers') || given.has('nats')))
    throw new TypeError(`${caller}: give \`connection\`, or \`servers\` with \`nats\`, not both`);
}

/** As `checkNatsOptions`, for a publisher over HTTP. */
export function checkHttpOptions(options: unknown): void {
  checkAll('createHttpPublisher', HTTP, options, '{ url, key, tenant }');
}

/** The values that are there: one that is undefined counts as absent. */
function checkAll(
  caller: string,
  known: Options,
  options: unknown,
  example: string,
): ReadonlyMap<string, unknown> {
  if (typeof options !== 'object' || options === null)
    throw new TypeError(`${caller}: needs its options: ${caller}(${example})`);
  const given = new Map<string, unknown>(Object.entries(options).filter(([, value]) => value !== undefined));
  for (const name of Object.keys(options))
    if (!Object.hasOwn(known, name))
      throw new TypeError(`${caller}: ${unknownOption(name, Object.keys(known))}`);
  for (const [name, { isRequired, check }] of Object.entries(known)) {
    if (!given.has(name) && isRequired === undefined) continue;
    const problem = check(given.get(name));
    if (!given.has(name))
      throw new TypeError(`${caller}: \`${name}\` is required, and ${problem ?? 'is absent'}`);
    if (problem !== null) throw new TypeError(`${caller}: \`${name}\` ${problem}`);
  }
  checkTenant(String(given.get('tenant')));
  return given;
}

/** Names the option that was most likely meant, else all that there are. */
export function unknownOption(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  const hint = near === null ? `there are ${known.join(', ')}` : `did you mean \`${near}\`?`;
  return `unknown option \`${name}\`: ${hint}`;
}

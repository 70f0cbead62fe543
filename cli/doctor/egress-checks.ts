import { lookup, Resolver } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { checkAddress, endpointUrlProblem, type AddressPolicy } from '@deskhook/domain';
import { addressPolicy, configFields, readConfig } from '@deskhook/runtime';
import { z } from 'zod';
import { messageOf } from '../cli-error.js';
import { checksOf, type Check } from './check.js';
import {
  openFirst,
  openTunnel,
  probeTls,
  type ProbeSettings,
  type ProxyAddress,
  type TlsFacts,
} from './tls-probe.js';

const { ok, warning, fault, skipped } = checksOf('egress');
const TIMEOUT_MS = 10_000;
const DAY_MS = 86_400_000;
const EXPIRES_SOON_DAYS = 14;

const configSchema = z.object({
  DESKHOOK_EGRESS_ALLOW: configFields.DESKHOOK_EGRESS_ALLOW,
  DESKHOOK_EGRESS_DENY: configFields.DESKHOOK_EGRESS_DENY,
  DESKHOOK_EGRESS_CA_FILE: z.string().optional(),
  DESKHOOK_EGRESS_TLS_MIN: z.enum(['1.2', '1.3']).default('1.2'),
  DESKHOOK_EGRESS_PROXY: z.url({ protocol: /^http$/ }).optional(),
  DESKHOOK_EGRESS_DNS: z.string().default(''),
});
type Config = z.infer<typeof configSchema>;

/** Whether requests could go to these URLs from here, by the dispatcher's settings. It connects, and sends nothing. */
export async function* egressChecks(env: NodeJS.ProcessEnv, urls: readonly string[]): AsyncGenerator<Check> {
  let config: Config;
  let authorities: string | null;
  try {
    config = readConfig(configSchema, env);
    authorities =
      config.DESKHOOK_EGRESS_CA_FILE === undefined
        ? null
        : readFileSync(config.DESKHOOK_EGRESS_CA_FILE, 'utf8');
  } catch (error) {
    yield fault('settings', messageOf(error), 'mend the setting: the dispatcher would not start with it');
    return;
  }
  yield ok(
    'settings',
    config.DESKHOOK_EGRESS_PROXY === undefined
      ? 'can be read'
      : `can be read; requests go through the proxy ${new URL(config.DESKHOOK_EGRESS_PROXY).host}`,
  );
  if (urls.length === 0) yield skipped('endpoints', 'name URLs to try: --egress https://example.com/hook');
  const settings = {
    timeoutMs: TIMEOUT_MS,
    authorities,
    minVersion: `TLSv${config.DESKHOOK_EGRESS_TLS_MIN}`,
  } as const;
  for (const url of urls) yield* urlChecks(url, config, settings);
}

async function* urlChecks(text: string, config: Config, settings: ProbeSettings): AsyncGenerator<Check> {
  const policy = addressPolicy(config);
  const problem = endpointUrlProblem(text, policy);
  if (problem !== null) {
    yield fault(text, problem, fixOf(problem, new URL(URL.canParse(text) ? text : 'http://x').hostname));
    return;
  }
  const { hostname, origin } = new URL(text);
  let addresses: readonly string[];
  try {
    addresses = await addressesOf(hostname.replace(/^\[|\]$/g, ''), config);
  } catch (error) {
    yield fault(
      origin,
      `the name has no address: ${messageOf(error)}`,
      'check the name, and the name servers (DESKHOOK_EGRESS_DNS)',
    );
    return;
  }
  const refused = addresses.map((address) => refusalOf(address, policy)).filter((reason) => reason !== null);
  for (const { address, reason } of refused) yield fault(origin, reason, fixOf(reason, address));
  if (refused.length === 0) yield await connectionCheck(new URL(text), addresses, config, settings);
}

function refusalOf(
  address: string,
  policy: AddressPolicy,
): { readonly address: string; readonly reason: string } | null {
  const verdict = checkAddress(address, policy);
  return verdict.allowed ? null : { address, reason: verdict.reason };
}

function fixOf(reason: string, address: string): string {
  if (reason.endsWith('(denied)')) return 'take it out of DESKHOOK_EGRESS_DENY, if requests should go there';
  const caution = reason.endsWith('(metadata)')
    ? ': it hands out the credentials of this machine, so hardly ever do'
    : '';
  return isIP(address) === 0
    ? 'give the URL of an endpoint; addresses of your own network are allowed by DESKHOOK_EGRESS_ALLOW'
    : `allow it by DESKHOOK_EGRESS_ALLOW=${address}/${isIP(address) === 4 ? 32 : 128} for subscriptions and dispatcher${caution}`;
}

async function addressesOf(
  hostname: string,
  { DESKHOOK_EGRESS_DNS: servers }: Config,
): Promise<readonly string[]> {
  if (isIP(hostname) !== 0) return [hostname];
  if (servers === '') return (await lookup(hostname, { all: true })).map(({ address }) => address);
  const resolver = new Resolver({ timeout: TIMEOUT_MS / 4, tries: 2 });
  resolver.setServers(servers.split(',').map((server) => server.trim()));
  const families = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  const found = families.flatMap((family) => (family.status === 'fulfilled' ? family.value : []));
  if (found.length > 0) return found;
  throw families[0].status === 'rejected' ? families[0].reason : new Error('no name server knows it');
}

async function connectionCheck(
  url: URL,
  addresses: readonly string[],
  config: Config,
  settings: ProbeSettings,
): Promise<Check> {
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const target = `${url.hostname}:${port}`;
  try {
    const proxy = proxyOf(config);
    const socket =
      proxy === null
        ? await openFirst(addresses, port, TIMEOUT_MS)
        : await openTunnel(proxy, target, TIMEOUT_MS);
    const way = proxy === null ? (socket.remoteAddress ?? '') : `${addresses.join(', ')}, through the proxy`;
    if (url.protocol === 'https:')
      return certificateCheck(
        url.origin,
        way,
        await probeTls(socket, url.hostname.replace(/^\[|\]$/g, ''), settings),
      );
    socket.destroy();
    return warning(
      url.origin,
      `can be reached at ${way}, in clear`,
      'use https, unless the network is trusted',
    );
  } catch (error) {
    return fault(
      url.origin,
      `cannot be reached at ${addresses.map((address) => `${address}:${port}`).join(', ')}: ${messageOf(error)}`,
      'check the address and port, firewalls, network policies and the proxy',
    );
  }
}

function certificateCheck(
  origin: string,
  way: string,
  { protocol, subject, issuer, expiresAt, problem }: TlsFacts,
): Check {
  const about = `${way}, ${protocol}, certificate of ${subject} by ${issuer}`;
  if (problem !== null)
    return fault(
      origin,
      `${about} is not trusted: ${problem}`,
      'renew or complete its chain; a private authority goes into DESKHOOK_EGRESS_CA_FILE',
    );
  const days = Math.floor((expiresAt - Date.now()) / DAY_MS);
  if (days < EXPIRES_SOON_DAYS) return warning(origin, `${about} ends in ${days} days`, 'renew it');
  return ok(origin, `${about}, for ${days} days`);
}

function proxyOf({ DESKHOOK_EGRESS_PROXY: text }: Config): ProxyAddress | null {
  if (text === undefined) return null;
  const { hostname, port, username, password } = new URL(text);
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 80),
    authorization: login === ':' ? null : `Basic ${Buffer.from(login).toString('base64')}`,
  };
}

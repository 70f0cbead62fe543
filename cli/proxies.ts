import { setGlobalProxyFromEnv } from 'node:http';
import { UsageError } from './cli-error.js';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Requests take the proxies of the environment, as curl's do; what runs on this machine is asked directly. */
export function useProxies(env: NodeJS.ProcessEnv): void {
  const proxies = { HTTPS_PROXY: proxyIn(env, 'HTTPS_PROXY'), HTTP_PROXY: proxyIn(env, 'HTTP_PROXY') };
  const named = Object.entries(proxies).filter(([, url]) => url !== undefined);
  if (named.length === 0) return;
  const direct = [variable(env, 'NO_PROXY') ?? '', ...LOOPBACK].filter((one) => one !== '');
  try {
    setGlobalProxyFromEnv({
      ...Object.fromEntries(named),
      NO_PROXY: direct.includes('*') ? '*' : direct.join(','),
    });
  } catch (cause) {
    // Its text would show a login.
    const names = named.map(([name]) => name).join(' or ');
    throw new UsageError(`${names} must be an http or https URL, such as http://proxy.example:3128`, [], {
      cause,
    });
  }
}

/** What messages about a connection should say of proxies, without their logins; null where the environment names none for it. */
export function proxyNote(url: URL, env: NodeJS.ProcessEnv): string | null {
  const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const proxy = proxyIn(env, name);
  if (proxy === undefined || LOOPBACK.includes(url.hostname)) return null;
  return `${name} is ${URL.parse(proxy)?.host ?? 'no URL'}; what is to be asked without it stands in NO_PROXY`;
}

/** Often written as host and port alone. */
function proxyIn(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = variable(env, name);
  return value === undefined || /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`;
}

/** The name in small letters wins, as with curl; an empty one counts as unset. */
function variable(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return [env[name.toLowerCase()], env[name]]
    .map((value) => value?.trim())
    .find((value) => value !== undefined && value !== '');
}

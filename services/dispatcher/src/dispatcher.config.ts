import { isIP } from 'node:net';
import { commonConfigSchema, configFields, readConfig } from '@deskhook/runtime';
import { z } from 'zod';
import { parseProxy, type ProxyServer } from './egress/proxy-server.js';

const NAME_SERVER = /^(?:\[([^\]]+)\]|([^:]+|[0-9a-f:]+))(?::(\d{1,5}))?$/i;

export const dispatcherConfigSchema = commonConfigSchema.extend({
  DESKHOOK_SECRETS_KEY: configFields.DESKHOOK_SECRETS_KEY,
  DESKHOOK_SECRETS_KEYS_OLD: configFields.DESKHOOK_SECRETS_KEYS_OLD,
  DESKHOOK_EGRESS_ALLOW: configFields.DESKHOOK_EGRESS_ALLOW,
  DESKHOOK_EGRESS_DENY: configFields.DESKHOOK_EGRESS_DENY,
  /** File of certificates in PEM that are trusted beside the usual authorities when a webhook goes out. */
  DESKHOOK_EGRESS_CA_FILE: z.string().optional(),
  /** Lowest version of TLS that is spoken with endpoints. */
  DESKHOOK_EGRESS_TLS_MIN: z.enum(['1.2', '1.3']).default('1.2'),
  /** Proxy that every request to an endpoint goes through, by HTTP CONNECT: http://[user:password@]host:port. */
  DESKHOOK_EGRESS_PROXY: z.string().transform(toProxy).optional(),
  /** Name servers that are asked for endpoints: addresses, with a port where it is not 53; those of the system when unset. */
  DESKHOOK_EGRESS_DNS: z.string().transform(toNameServers).prefault(''),
  DESKHOOK_DISABLE_AFTER: configFields.DESKHOOK_DISABLE_AFTER,
});
export type DispatcherConfig = z.infer<typeof dispatcherConfigSchema>;

export const readDispatcherConfig = (env: NodeJS.ProcessEnv): DispatcherConfig =>
  readConfig(dispatcherConfigSchema, env);

/** What is wrong is said without the text: it may hold a password. */
function toProxy(text: string, context: z.RefinementCtx): ProxyServer {
  const proxy = parseProxy(text);
  if (proxy !== null) return proxy;
  context.addIssue({ code: 'custom', message: 'must be http://host:port or http://user:password@host:port' });
  return z.NEVER;
}

function toNameServers(text: string, context: z.RefinementCtx): readonly string[] {
  const servers = text.split(/[\s,]+/).filter((part) => part !== '');
  for (const server of servers) {
    const [, bracketed, bare = ''] = NAME_SERVER.exec(server) ?? [];
    if (isIP(bracketed ?? bare) === 0 && isIP(server) === 0)
      context.addIssue({
        code: 'custom',
        message: `"${server}" is not an address such as 10.0.0.53 or [fd00::53]:5353`,
      });
  }
  return servers;
}

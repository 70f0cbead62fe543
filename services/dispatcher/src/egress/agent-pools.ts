import { hash } from 'node:crypto';
import { Agent } from 'undici';
import { connectorOf, type ClientCertificate, type ConnectionSettings } from './connector.js';

const KEEP_ALIVE_MS = 30_000;
const RESPONSE_HEADER_BYTES_MAX = 32 * 1024;
const POOLS_MAX = 500;
/** A pool that nothing asked for so long has no connection left: they are closed after `KEEP_ALIVE_MS`. */
const UNUSED_MS = 5 * 60_000;

interface Pool {
  readonly agent: Agent;
  usedAt: number;
}

/**
 * Keep-alive connections, apart for each client certificate (one must never speak for another) and connect time-out, of
 * which the dialects have few. Bounded: the one that was not used for longest goes first.
 */
export class AgentPools {
  /** By their last use, the latest at the end. */
  private readonly pools = new Map<string, Pool>();

  constructor(private readonly settings: ConnectionSettings) {}

  agent(connectTimeoutMs: number, client: ClientCertificate | null): Agent {
    const now = performance.now();
    const key = `${connectTimeoutMs} ${client === null ? '' : fingerprint(client)}`;
    const pool = this.pools.get(key) ?? this.make(connectTimeoutMs, client, now);
    pool.usedAt = now;
    this.pools.delete(key);
    this.pools.set(key, pool);
    return pool.agent;
  }

  get size(): number {
    return this.pools.size;
  }

  async destroy(): Promise<void> {
    await Promise.all([...this.pools.values()].map(({ agent }) => agent.destroy()));
  }

  private make(connectTimeoutMs: number, client: ClientCertificate | null, now: number): Pool {
    this.closeUnused(now);
    const agent = new Agent({
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveMaxTimeout: KEEP_ALIVE_MS,
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: RESPONSE_HEADER_BYTES_MAX,
      allowH2: false,
      connect: connectorOf(this.settings, client, connectTimeoutMs),
    });
    return { agent, usedAt: now };
  }

  /** What is in flight ends first. */
  private closeUnused(now: number): void {
    for (const [key, { agent, usedAt }] of this.pools) {
      if (this.pools.size < POOLS_MAX && now - usedAt < UNUSED_MS) break;
      this.pools.delete(key);
      void agent.close();
    }
  }
}

function fingerprint({ certificate, key }: ClientCertificate): string {
  return hash('sha256', `${certificate}\n${key}`, 'base64url');
}

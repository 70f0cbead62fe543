import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Client } from 'pg';
import { type NatsServer, startNatsServer } from './nats.js';
import { createDatabase, startPostgres } from './postgres.js';

describe('a nats-server for a test', () => {
  let server: NatsServer;
  beforeAll(async () => {
    server = await startNatsServer();
  });
  afterAll(() => server.stop());

  it('keeps what it acknowledged over kill -9', async () => {
    const before = await connect({ servers: server.url, reconnect: false });
    await (await jetstreamManager(before)).streams.add({ name: 'KEPT', subjects: ['kept.>'] });
    const ack = await jetstream(before).publish('kept.one', 'still here');
    const pid = server.pid;
    await server.kill9();
    await server.restart();
    expect(server.pid).not.toBe(pid);

    const after = await connect({ servers: server.url });
    const message = await (await jetstreamManager(after)).streams.getMessage('KEPT', { seq: ack.seq });
    expect(message?.string()).toBe('still here');
    await after.close();
  });
});

describe('Postgres for a test', () => {
  it('gives each test a database of its own', async () => {
    const [one, two] = await Promise.all([createDatabase(), createDatabase()]);
    await query(one.url, 'CREATE TABLE mine (id integer)');
    expect(await query(two.url, "SELECT to_regclass('mine') AS found")).toEqual([{ found: null }]);
    await Promise.all([one.drop(), two.drop()]);
  });

  it('keeps what it committed over kill -9', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'deskhook-data-'));
    const postgres = await startPostgres({ dataDir });
    await query(postgres.url, 'CREATE TABLE kept AS SELECT 1 AS id');
    await postgres.kill9();
    await postgres.restart();
    expect(await query(postgres.url, 'SELECT id FROM kept')).toEqual([{ id: 1 }]);
    await postgres.stop();
    await rm(dataDir, { recursive: true });
  });
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

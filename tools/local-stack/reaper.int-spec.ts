import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { identify, isRunning } from './process-identity.js';
import { projectRoot } from './project-root.js';
import { waitUntil } from './wait-until.js';

const startedSchema = z.object({ natsPid: z.int(), postgresPid: z.int(), storeDir: z.string() });

describe('what was started', () => {
  it('ends when the process that started it is killed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'deskhook-reaper-'));
    const [script, report] = [join(folder, 'starter.mjs'), join(folder, 'report.json')];
    await writeFile(script, starter(report));
    const parent = spawn(process.execPath, [script], { stdio: 'inherit' });
    const started = await waitUntil(() => readReport(report), { what: 'the servers', timeoutMs: 60_000 });
    const servers = [started.natsPid, started.postgresPid].map((pid) => identify('server', pid));
    expect(servers).not.toContain(undefined);

    parent.kill('SIGKILL');
    await once(parent, 'exit');
    const allGone = (): true | undefined =>
      servers.some((server) => server !== undefined && isRunning(server)) || existsSync(started.storeDir)
        ? undefined
        : true;
    await waitUntil(allGone, { what: 'the end of the servers', timeoutMs: 60_000 });
    await rm(folder, { recursive: true, force: true });
  });
});

/** Runs the compiled code, as `npm start` does. */
function starter(report: string): string {
  const dist = join(projectRoot(), 'dist', 'tools', 'local-stack');
  return `
    import { rename, writeFile } from 'node:fs/promises';
    import { startNatsServer } from '${dist}/nats-server.js';
    import { startPostgres } from '${dist}/postgres.js';
    const nats = await startNatsServer();
    const postgres = await startPostgres({ fast: true });
    const started = { natsPid: nats.pid, postgresPid: postgres.pid, storeDir: nats.storeDir };
    await writeFile('${report}.new', JSON.stringify(started));
    await rename('${report}.new', '${report}');
  `;
}

async function readReport(path: string): Promise<z.infer<typeof startedSchema> | undefined> {
  if (!existsSync(path)) return undefined;
  return startedSchema.parse(JSON.parse(await readFile(path, 'utf8')));
}

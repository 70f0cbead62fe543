import { join } from 'node:path';
import { type ManagedProcess, startProcess } from '../local-stack/managed-process.js';
import { projectRoot } from '../local-stack/project-root.js';
import type { RunInfo } from './run-file.js';

const stopGraceMs = 5000;

/** Runs the demo beside the system, in a process of its own that writes to our console. */
export function startDemo(
  folder: string,
  info: RunInfo,
  tlsFile: string | undefined,
): Promise<ManagedProcess> {
  return startProcess({
    name: 'demo',
    command: process.execPath,
    args: ['--enable-source-maps', join(projectRoot(), 'dist', 'tools', 'demo', 'main.js')],
    cwd: projectRoot(),
    env: {
      ...process.env,
      DEMO_STATE_FOLDER: folder,
      DEMO_GATEWAY_URL: info.gatewayUrl,
      DEMO_NATS_URL: info.natsUrl,
      DEMO_ROOT_KEY: info.rootKey,
      ...(tlsFile === undefined ? {} : { DEMO_TLS_FILE: tlsFile }),
    },
    output: 'inherit',
    graceMs: stopGraceMs,
  });
}

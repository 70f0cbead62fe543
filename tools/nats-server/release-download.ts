import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Cache, store } from './cache.js';
import { failed, type Outcome } from './outcome.js';
import { runCommand } from './run-command.js';

const version = '2.15.0';
const releases = 'https://github.com/nats-io/nats-server/releases/download';
const downloadTimeoutMs = 120_000;
const unpackTimeoutMs = 30_000;

/** From the release's own SHA256SUMS, as the official Docker image pins them too. */
const assets: Partial<Record<string, { readonly name: string; readonly sha256: string }>> = {
  'linux-x64': {
    name: `nats-server-v${version}-linux-amd64`,
    sha256: '5d2c51caca950333aba84911df7d377f826f3a59ec36061c6539105084f65c92',
  },
  'linux-arm64': {
    name: `nats-server-v${version}-linux-arm64`,
    sha256: 'cdc208f5a3f42963a52b6ab06ef65626bb870315dc936e26ba571780c6351112',
  },
};

/** The official release; nothing of it is unpacked before its checksum agrees. */
export async function fetchRelease(cache: Cache, workFolder: string): Promise<Outcome> {
  const platform = `${process.platform}-${process.arch}`;
  const asset = assets[platform];
  if (asset === undefined) return failed(`no checksum of a release for ${platform} is known`);
  const url = `${releases}/v${version}/${asset.name}.tar.gz`;
  const archive = await download(url);
  if (typeof archive === 'string') return failed(`${url}: ${archive}`);
  const sha256 = createHash('sha256').update(archive).digest('hex');
  if (sha256 !== asset.sha256) return failed(`${url} has checksum ${sha256}, not ${asset.sha256}`);
  const file = join(workFolder, 'nats-server.tar.gz');
  await writeFile(file, archive);
  const unpacked = await runCommand('tar', ['-xzf', file, '-C', workFolder], { timeoutMs: unpackTimeoutMs });
  if (unpacked.kind === 'failed') return failed(unpacked.reason);
  return await store(join(workFolder, asset.name, 'nats-server'), cache);
}

async function download(url: string): Promise<Buffer | string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(downloadTimeoutMs) });
    if (!response.ok) return `the server answered ${response.status}`;
    return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message : String(cause);
  }
}

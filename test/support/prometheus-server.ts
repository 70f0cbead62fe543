// Test support: a real Prometheus on loopback that scrapes what it is told to, with rules of its own.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { freePort, startProcess, waitUntil } from './processes.js';
import { prometheusBinary } from './prometheus.js';

const resultSchema = z.object({
  status: z.literal('success'),
  data: z.object({
    result: z.array(
      z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) }),
    ),
  }),
});
const namesSchema = z.object({ data: z.array(z.string()) });
const exemplarsSchema = z.object({
  data: z.array(
    z.object({
      exemplars: z.array(z.object({ labels: z.record(z.string(), z.string()), value: z.string() })),
    }),
  ),
});
const alertsSchema = z.object({
  data: z.object({
    alerts: z.array(z.object({ labels: z.record(z.string(), z.string()), state: z.string() })),
  }),
});

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface PrometheusServer {
  /** Asks now; throws what Prometheus says when it does not understand the question. */
  query(expr: string): Promise<readonly Sample[]>;
  /** Asks until the answer satisfies the condition, for at most 30 seconds. */
  until(expr: string, condition: (samples: readonly Sample[]) => boolean): Promise<readonly Sample[]>;
  metricNames(): Promise<readonly string[]>;
  exemplars(expr: string): Promise<readonly Readonly<Record<string, string>>[]>;
  alerts(): Promise<readonly { readonly labels: Readonly<Record<string, string>>; readonly state: string }[]>;
  stop(): Promise<void>;
}

interface PrometheusOptions {
  /** Addresses with `/metrics`: host and port. */
  readonly targets: readonly string[];
  readonly rules: readonly string[];
}

/** Scrapes and evaluates every second. */
export async function startPrometheus(options: PrometheusOptions): Promise<PrometheusServer> {
  const folder = await mkdtemp(join(tmpdir(), 'deskhook-prometheus-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = {
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: await Promise.all(options.rules.map((file) => everySecond(file, folder))),
    scrape_configs: [{ job_name: 'deskhook', static_configs: [{ targets: options.targets }] }],
  };
  await writeFile(join(folder, 'prometheus.yml'), stringify(config));
  const process_ = await startProcess({
    name: 'prometheus',
    command: prometheusBinary(),
    args: [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--enable-feature=exemplar-storage',
      '--log.level=warn',
    ],
    env: { PATH: process.env['PATH'], HOME: folder },
  });
  await waitUntil(() => isReady(url), { what: 'Prometheus', timeoutMs: 60_000, pollMs: 100 });
  const ask = (path: string, parameters: Readonly<Record<string, string>> = {}) =>
    json(`${url}/api/v1/${path}?${new URLSearchParams(parameters).toString()}`);
  const query = async (expr: string): Promise<readonly Sample[]> => {
    const { data } = resultSchema.parse(await ask('query', { query: expr }));
    return data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
  };
  return {
    query,
    until: (expr, condition) =>
      waitUntil(
        async () => {
          const samples = await query(expr);
          return condition(samples) ? samples : undefined;
        },
        { what: expr, timeoutMs: 60_000, pollMs: 250 },
      ),
    metricNames: async () => namesSchema.parse(await ask('label/__name__/values')).data,
    exemplars: async (expr) => {
      const { data } = exemplarsSchema.parse(await ask('query_exemplars', { query: expr, ...lastHour() }));
      return data.flatMap((series) => series.exemplars.map(({ labels }) => labels));
    },
    alerts: async () => alertsSchema.parse(await ask('alerts')).data.alerts,
    stop: async () => {
      await process_.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The rules as they are, but for groups that are evaluated less often. */
async function everySecond(file: string, folder: string): Promise<string> {
  const groupsSchema = z.object({ groups: z.array(z.looseObject({ name: z.string() })) });
  const { groups } = groupsSchema.parse(parse(await readFile(file, 'utf8')));
  const copy = join(folder, basename(file));
  await writeFile(copy, stringify({ groups: groups.map((group) => ({ ...group, interval: '1s' })) }));
  return copy;
}

async function isReady(url: string): Promise<true | undefined> {
  const answer = await fetch(`${url}/-/ready`).catch(() => undefined);
  return answer?.ok === true ? true : undefined;
}

async function json(url: string): Promise<unknown> {
  // Once more: a connection that was kept may have ended under the request.
  const answer = await fetch(url).catch(() => fetch(url));
  if (answer.ok) return await answer.json();
  throw new Error(`Prometheus answers ${answer.status}: ${await answer.text()}`);
}

function lastHour(): Readonly<Record<string, string>> {
  const now = Date.now() / 1000;
  return { start: String(now - 3600), end: String(now + 60) };
}

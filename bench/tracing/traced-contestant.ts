import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Contestant } from '../pipeline/contestant.js';
import { deskhookContestant } from '../pipeline/deskhook.js';
import { ProfileChoice } from '../pipeline/profile-choice.js';
import { startWorker } from '../pipeline/run.js';
import { benchFolder } from '../pipeline/stack.js';
import type { Worker } from '../workers/worker.js';
import { settingsOf, type ModeName } from './mode.js';
import type { TracingOptions } from './options.js';

const POLL_MS = 100;
/** Longer than spans wait before they are exported. */
const STILL_MS = 1_500;

/** Deskhook in a mode of tracing, with a sink for its spans. */
export function tracedContestant(
  mode: ModeName,
  { form, profile }: TracingOptions,
): Contestant & { readonly spans: () => Promise<number> } {
  let sink: Worker | null = null;
  return {
    name: mode,
    spans: () => (sink === null ? Promise.resolve(0) : spansOf(sink)),
    start: async (owner, stack, receiverUrl) => {
      const started = await startWorker(owner, 'otlp-sink');
      sink = started;
      const { port } = await started.call('listen', {}, z.object({ port: z.number() }));
      const settings = settingsOf(mode, `http://127.0.0.1:${port}`);
      const folder = await benchFolder('profiles');
      const profiles = new ProfileChoice(new Set(profile.includes(mode) ? [form] : []), folder);
      const running = await deskhookContestant(form, profiles, [], settings).start(owner, stack, receiverUrl);
      return { ...running, hasTold: () => untilStill(started) };
    },
  };
}

/** Where nothing is exported the same time passes, since a process costs something while it waits. */
async function untilStill(sink: Worker): Promise<void> {
  let [spans, stillMs] = [await spansOf(sink), 0];
  while (stillMs < STILL_MS) {
    await delay(POLL_MS);
    const now = await spansOf(sink);
    stillMs = now === spans ? stillMs + POLL_MS : 0;
    spans = now;
  }
}

async function spansOf(sink: Worker): Promise<number> {
  return (await sink.call('report', {}, z.object({ spans: z.number() }))).spans;
}

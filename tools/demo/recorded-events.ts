import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { type GithubEvent, githubEventSchema } from './github-event.schema.js';

const trackerEvents = new Set(['issues', 'issue_comment', 'pull_request']);

const packageSchema = z.array(z.object({ name: z.string(), examples: z.array(z.unknown()) }));

/** The issue-tracker part of the webhooks that GitHub's users recorded and published on npm. */
export async function loadRecordedEvents(): Promise<readonly GithubEvent[]> {
  const file = createRequire(import.meta.url).resolve('@octokit/webhooks-examples');
  const recorded = packageSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  return recorded
    .filter(({ name }) => trackerEvents.has(name))
    .flatMap(({ name, examples }) =>
      examples.map((example) => ({ name, ...githubEventSchema.parse(example) })),
    );
}

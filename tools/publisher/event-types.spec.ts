import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { acceptEvent } from '@deskhook/contracts';
import { sampleEvent } from '@deskhook/dialects';
import { EVENT_TYPES, isOwnNews } from '@deskhook/domain';
import { expect, it } from '@jest/globals';
// The package says what it refuses on its own: it is held against what Deskhook refuses.
import { encodeEvent } from '../../libs/publisher/src/check-event.js';
import { projectRoot } from '../local-stack/project-root.js';
import { publisherEventTypes } from './event-types.js';

it('the types of the package are those of the schemas (else run: npm run build:publisher -- types)', async () => {
  const kept = await readFile(join(projectRoot(), 'libs/publisher/src/events.gen.ts'), 'utf8');
  expect(kept === (await publisherEventTypes())).toBe(true);
});

const SAMPLES = EVENT_TYPES.filter((type) => !isOwnNews(type));
const NOW = new Date('2026-02-17T14:45:00Z');

it.each(SAMPLES)('%s: the package takes the sample, and refuses what Deskhook would', (type) => {
  const sample = sampleEvent(type, 'acme', 'id-1', NOW);
  const bare = { ...sample, data: {} };
  expect(() => encodeEvent(sample)).not.toThrow();
  const payload = new TextEncoder().encode(JSON.stringify(bare));
  const acceptance = acceptEvent({ subject: `events.acme.${type}`, payload, attributes: {} }, 5);
  if (acceptance.ok) expect(() => encodeEvent(bare)).not.toThrow();
  // Deskhook names the entity where all of it is missing, the package the id that it needs.
  else expect(() => encodeEvent(bare)).toThrow(`${acceptance.refusal.pointer}/id: is required`);
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { projectRoot } from '../local-stack/project-root.js';
import { consoleTypes } from './console-types.js';

it("the console's types are those of the API (else run: npm run console:types)", async () => {
  const kept = await readFile(join(projectRoot(), 'console/src/api/schema.gen.ts'), 'utf8');
  expect(kept === (await consoleTypes())).toBe(true);
});

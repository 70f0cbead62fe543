import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../local-stack/project-root.js';
import { consoleTypes } from './console-types.js';

/** Writes the console's types of the API anew. */
await writeFile(join(projectRoot(), 'console/src/api/schema.gen.ts'), await consoleTypes());

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../local-stack/project-root.js';
import { buildPublisherPackage } from './build-package.js';
import { publisherEventTypes } from './event-types.js';

/** `types`: writes the types of the events anew. Else: builds the package, ready for `npm publish`. */
if (process.argv[2] === 'types') {
  await writeFile(join(projectRoot(), 'libs/publisher/src/events.gen.ts'), await publisherEventTypes());
} else {
  const target = join(projectRoot(), '.deskhook', 'publisher');
  await buildPublisherPackage(target);
  console.log(`Built @deskhook/publisher in ${target}; publish it with: npm publish ${target}`);
}

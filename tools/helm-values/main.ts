import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { projectRoot } from '../local-stack/project-root.js';
import { valuesPage } from './values-page.js';

/** Writes the page of the chart's values anew. */
const root = projectRoot();
const page = join(root, 'docs/operations/kubernetes-values.md');
const values = await readFile(join(root, 'deploy/helm/deskhook/values.yaml'), 'utf8');
await writeFile(
  page,
  await format(valuesPage(values), { ...(await resolveConfig(page)), parser: 'markdown' }),
);

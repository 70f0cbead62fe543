import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Session } from '../session.js';
import type { ApplyOptions } from './apply.js';
import { carryOut } from './carry-out.js';
import { writeDiff } from './diff-text.js';
import { assertMayDelete, report } from './ending.js';
import { meant } from './live.js';
import { nameOf } from './manifest.js';
import { KINDS } from './manifest.schema.js';
import { assertSeesAll } from './permission.js';
import { readFiles, readLive } from './plan-files.js';
import { plan } from './plan.js';
import { plannedResults, resultsDocument, writeResults } from './results.js';

export type DeleteOptions = Pick<ApplyOptions, 'filename' | 'dryRun' | 'yes' | 'json' | 'tenant'>;

const COMPARED = { setCredentials: false };

/** Deletes what the files name, whatever else they state of it. */
export async function deleteFiles(session: Session, options: DeleteOptions): Promise<ExitCode> {
  const { documents, tenants } = await readFiles(session, options, true);
  await assertSeesAll(session);
  const live = await readLive(session, tenants, KINDS);
  const found = documents.map(({ tenant, manifest }) => {
    const ofTenant = live.filter((one) => one.tenant === tenant);
    return { manifest, there: meant(manifest, ofTenant) };
  });
  for (const { manifest, there } of found)
    if (there === undefined) session.output.note(`${nameOf(manifest)} is not there`);
  const unwanted = found.flatMap(({ there }) => (there === undefined ? [] : [there]));
  const steps = plan([], [], unwanted, COMPARED);
  for (const step of steps) writeDiff(session.output, step);
  if (options.dryRun === true) {
    const results = plannedResults(steps);
    writeResults(session.output, results);
    session.output.document(resultsDocument(results, true));
    return EXIT.ok;
  }
  await assertMayDelete(session, steps, options);
  const { interrupted } = session.surroundings;
  return report(session, await carryOut(session.api, steps, { ...COMPARED, interrupted }));
}

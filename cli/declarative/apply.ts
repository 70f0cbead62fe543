import { UsageError } from '../cli-error.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { OutputOptions, Session } from '../session.js';
import type { ConnectionOptions } from '../settings.js';
import { carryOut } from './carry-out.js';
import { faultsByApi } from './check-with-api.js';
import { missingCredentials } from './credentials.js';
import { writeDiff } from './diff-text.js';
import { assertMayDelete, report } from './ending.js';
import { plannedFrom, type FileOptions, type Planned } from './plan-files.js';
import { tellNotes } from './plan-notes.js';
import { plannedResults, resultsDocument, writeResults } from './results.js';

export interface ApplyOptions extends ConnectionOptions, OutputOptions, Omit<FileOptions, 'tenant'> {
  readonly dryRun?: boolean;
  readonly exitCode?: boolean;
  readonly yes?: boolean;
}

/** Makes Deskhook as the files state it; with `dryRun` only tells what that would change. */
export async function applyFiles(session: Session, options: ApplyOptions): Promise<ExitCode> {
  if (options.exitCode === true && options.dryRun !== true)
    throw new UsageError('--exit-code is for --dry-run: give both, or neither');
  const planned = await plannedFrom(session, options);
  await tellNotes(session, planned);
  for (const step of planned.steps) writeDiff(session.output, step);
  const faults = [
    ...planned.steps.flatMap(missingCredentials),
    ...(await faultsByApi(session.api, planned.steps)),
  ];
  if (faults.length > 0)
    throw new UsageError('Deskhook refuses what the files state; nothing was applied', faults);
  if (options.dryRun === true) return toldOnly(session, planned, options);
  await assertMayDelete(session, planned.steps, options);
  const { setCredentials } = planned;
  const { interrupted } = session.surroundings;
  const results = await carryOut(session.api, planned.steps, { setCredentials, interrupted });
  return report(session, results);
}

function toldOnly(session: Session, planned: Planned, { exitCode }: ApplyOptions): ExitCode {
  const results = plannedResults(planned.steps);
  writeResults(session.output, results);
  session.output.document(resultsDocument(results, true));
  const changes = planned.steps.some(({ kind }) => kind !== 'unchanged');
  return changes && exitCode === true ? EXIT.differences : EXIT.ok;
}

import { UsageError } from '../cli-error.js';
import { EXIT, type ExitCode } from '../exit-codes.js';
import type { OutputOptions, Session } from '../session.js';
import type { ConnectionOptions } from '../settings.js';
import { carryOut } from './carry-out.js';
import { faultsByApi } from './check-with-api.js';
import { writeDiff } from './diff-text.js';
import { assertMayDelete, report } from './ending.js';
import { faultAt, nameOf } from './manifest.js';
import { plannedFrom, type FileOptions, type Planned } from './plan-files.js';
import { plannedResults, resultsDocument, writeResults } from './results.js';
import { plainSecrets } from './show-step.js';

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
  tellNotes(session, planned);
  for (const step of planned.steps) writeDiff(session.output, step);
  const faults = await faultsByApi(session.api, planned.steps);
  if (faults.length > 0)
    throw new UsageError('Deskhook refuses what the files state; nothing was applied', faults);
  if (options.dryRun === true) return toldOnly(session, planned, options);
  await assertMayDelete(session, planned.steps, options);
  const { setCredentials } = planned;
  const { interrupted } = session.surroundings;
  const results = await carryOut(session.api, planned.steps, { setCredentials, interrupted });
  return report(session, results);
}

function tellNotes({ output }: Session, { steps, left }: Planned): void {
  for (const step of steps) {
    if (step.kind === 'delete') continue;
    for (const pointer of plainSecrets(step.manifest)) {
      const advice =
        'a secret in plain text: take it from the environment by ${NAME}, or from a file by secretFrom';
      const fault = faultAt(step.manifest, pointer, advice);
      output.note(`${fault.pointer}: ${fault.detail}`);
    }
    const hidden = step.kind === 'create' ? [] : step.comparison.hidden;
    if (hidden.length > 0)
      output.note(
        `${nameOf(step.manifest)}: Deskhook never shows the credentials in ${hidden.join(', ')}, so they are not compared; --set-credentials sends them`,
      );
  }
  for (const live of left)
    output.note(
      `${nameOf(live)} carries the label but was never applied from a file (it has no key): it stays`,
    );
}

function toldOnly(session: Session, planned: Planned, { exitCode }: ApplyOptions): ExitCode {
  const results = plannedResults(planned.steps);
  writeResults(session.output, results);
  session.output.document(resultsDocument(results, true));
  const changes = planned.steps.some(({ kind }) => kind !== 'unchanged');
  return changes && exitCode === true ? EXIT.differences : EXIT.ok;
}

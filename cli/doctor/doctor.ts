import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Output, Style } from '../output.js';
import { printable } from '../printable.js';
import { Session, type OutputOptions } from '../session.js';
import type { ConnectionOptions } from '../settings.js';
import { apiChecks } from './api-checks.js';
import { brokerChecks } from './broker-checks.js';
import { checksOf, type Area, type Check } from './check.js';
import { databaseChecks } from './database-checks.js';
import { egressChecks } from './egress-checks.js';
import type { LoginName } from './service-needs.js';
import { isWithoutDatabase, surveyed, type Surveyed, type Target } from './targets.js';

export interface DoctorOptions extends ConnectionOptions, OutputOptions {
  readonly broker?: boolean;
  readonly database?: boolean;
  readonly api?: boolean;
  readonly egress?: readonly string[] | true;
  readonly as?: LoginName;
}

const STYLES: Readonly<Record<Check['outcome'], Style>> = {
  ok: 'green',
  warning: 'yellow',
  fault: 'red',
  skipped: 'dim',
};

/** Looks at everything that Deskhook stands on, with the settings of the services. A fault makes the exit code. */
export async function doctor(session: Session, options: DoctorOptions): Promise<ExitCode> {
  const { output, surroundings } = session;
  const areas = areasOf(options);
  const found = surveyed(surroundings.env, options);
  const targets = found.targets.filter(({ area }) => areas.has(area));
  for (const target of targets) output.text(targetLine(output, target));
  if (targets.length > 0) output.text();
  const checks: Check[] = [];
  const asking = new Session({ ...surroundings, env: found.env }, options);
  for await (const check of allChecks(asking, options, found)) {
    checks.push(check);
    for (const line of checkLines(output, check)) output.text(line);
  }
  const count = (outcome: Check['outcome']) => checks.filter((check) => check.outcome === outcome).length;
  const [faults, warnings] = [count('fault'), count('warning')];
  output.document({ faults, warnings, targets, checks });
  output.text(`\nfaults: ${faults}, warnings: ${warnings}`);
  return faults === 0 ? EXIT.ok : EXIT.faultFound;
}

async function* allChecks(
  session: Session,
  options: DoctorOptions,
  { env, targets }: Surveyed,
): AsyncGenerator<Check> {
  const areas = areasOf(options);
  const urls = Array.isArray(options.egress) ? options.egress : [];
  if (areas.has('broker')) yield* brokerChecks(env, options.as);
  if (areas.has('database'))
    yield* options.database !== true && isWithoutDatabase(env) ? [NO_DATABASE] : databaseChecks(env);
  if (areas.has('egress')) yield* egressChecks(env, urls);
  const isKnown = targets.some(({ area, address }) => area === 'api' && address !== null);
  if (areas.has('api')) yield* apiChecks(session, options.api === true || isKnown);
}

const NO_DATABASE = checksOf('database').skipped(
  'settings',
  'DESKHOOK_DATABASE_URL is not set here: only subscriptions and logs have a database, look at it from one of them',
);

/** What was named; nothing was: all. */
function areasOf({ broker, database, api, egress }: DoctorOptions): ReadonlySet<Area> {
  const named = new Set<Area>();
  if (broker === true) named.add('broker');
  if (database === true) named.add('database');
  if (egress !== undefined) named.add('egress');
  if (api === true) named.add('api');
  return named.size > 0 ? named : new Set<Area>(['broker', 'database', 'egress', 'api']);
}

function targetLine(output: Output, { area, address, from }: Target): string {
  const text = address === null ? from : `${printable(address)} (${from})`;
  return output.styled('dim', `${area.padEnd('database'.length)}  ${text}`);
}

function checkLines(output: Output, { area, what, outcome, detail, fix }: Check): readonly string[] {
  const mark = output.styled(STYLES[outcome], outcome.padEnd('skipped'.length));
  const line = `${mark}  ${area.padEnd('database'.length)}  ${printable(what)}: ${printable(detail)}`;
  return fix === null ? [line] : [line, `                   ${output.styled('dim', printable(fix))}`];
}

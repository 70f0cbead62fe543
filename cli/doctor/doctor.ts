import { EXIT, type ExitCode } from '../exit-codes.js';
import type { Output, Style } from '../output.js';
import { printable } from '../printable.js';
import type { OutputOptions, Session } from '../session.js';
import { localRun, type ConnectionOptions } from '../settings.js';
import { apiChecks } from './api-checks.js';
import { brokerChecks } from './broker-checks.js';
import type { Area, Check } from './check.js';
import { databaseChecks } from './database-checks.js';
import { egressChecks } from './egress-checks.js';
import type { ServiceName } from './service-needs.js';

export interface DoctorOptions extends ConnectionOptions, OutputOptions {
  readonly broker?: boolean;
  readonly database?: boolean;
  readonly api?: boolean;
  readonly egress?: readonly string[] | true;
  readonly as?: ServiceName;
}

const STYLES: Readonly<Record<Check['outcome'], Style>> = {
  ok: 'green',
  warning: 'yellow',
  fault: 'red',
  skipped: 'dim',
};

/** Looks at everything that Deskhook stands on, with the settings of the services. A fault makes the exit code. */
export async function doctor(session: Session, options: DoctorOptions): Promise<ExitCode> {
  const { output } = session;
  const checks: Check[] = [];
  for await (const check of allChecks(session, options)) {
    checks.push(check);
    for (const line of checkLines(output, check)) output.text(line);
  }
  const count = (outcome: Check['outcome']) => checks.filter((check) => check.outcome === outcome).length;
  const [faults, warnings] = [count('fault'), count('warning')];
  output.document({ faults, warnings, checks });
  output.text(`\nfaults: ${faults}, warnings: ${warnings}`);
  return faults === 0 ? EXIT.ok : EXIT.faultFound;
}

async function* allChecks(session: Session, options: DoctorOptions): AsyncGenerator<Check> {
  const areas = areasOf(options);
  const env = withLocalRun(session.surroundings.env);
  const urls = Array.isArray(options.egress) ? options.egress : [];
  if (areas.has('broker')) yield* brokerChecks(env, options.as);
  if (areas.has('database')) yield* databaseChecks(env);
  if (areas.has('egress')) yield* egressChecks(env, urls);
  const isSet = [options.url, env['DESKHOOK_URL']].some((url) => url !== undefined && url.trim() !== '');
  if (areas.has('api')) yield* apiChecks(session, options.api === true || isSet);
}

/** What was named; nothing was: all. */
function areasOf({ broker, database, api, egress }: DoctorOptions): ReadonlySet<Area> {
  const named = new Set<Area>();
  if (broker === true) named.add('broker');
  if (database === true) named.add('database');
  if (egress !== undefined) named.add('egress');
  if (api === true) named.add('api');
  return named.size > 0 ? named : new Set<Area>(['broker', 'database', 'egress', 'api']);
}

/** A laptop's broker and database are where `npm start` says, unless the environment does. */
function withLocalRun(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const local = localRun();
  if (local === undefined) return env;
  return {
    ...env,
    DESKHOOK_NATS_URL: env['DESKHOOK_NATS_URL'] || local.natsUrl,
    DESKHOOK_DATABASE_URL: env['DESKHOOK_DATABASE_URL'] || local.databaseUrl,
  };
}

function checkLines(output: Output, { area, what, outcome, detail, fix }: Check): readonly string[] {
  const mark = output.styled(STYLES[outcome], outcome.padEnd('skipped'.length));
  const line = `${mark}  ${area.padEnd('database'.length)}  ${printable(what)}: ${printable(detail)}`;
  return fix === null ? [line] : [line, `                   ${output.styled('dim', printable(fix))}`];
}

import {
  countListedDeadLetters,
  readAttempts,
  readDeliveries,
  type LoggedAttempts,
  type LoggedDelivery,
} from './log-reader.js';
import type { FaultKind } from './fault-plan.js';
import { outageFigures } from './outage.js';
import { countDeadLetters } from './quiet.js';
import { fractionOf } from './random.js';
import { longestSilence, receiptFigures } from './receipt-figures.js';
import type { ChaosRun } from './chaos-run.js';
import { linesAbout, scanLog } from './scan-logs.js';
import { CHAOS_TENANTS, expectedDeliveries } from './scenario.js';
import { withSequences } from './stored-events.js';
import { verifyLedger } from './verify-ledger.js';
import { verifyLog } from './verify-log.js';
import { verifyOrder } from './verify-order.js';
import { verifyRate } from './verify-rate.js';
import { verifyReceipts, type Violation } from './verify-receipts.js';

/** What came of a run. */
export interface ChaosResult {
  readonly seed: number;
  readonly seconds: number;
  readonly rate: number;
  readonly brokers: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly figures: Readonly<Record<string, number>>;
  readonly violations: readonly Violation[];
  /** What the services' logs say about the first violations, by what they are about. */
  readonly evidence: Readonly<Record<string, readonly string[]>>;
  readonly folder: string;
}

const FAULT_NAMES: Readonly<Record<FaultKind, string>> = {
  kill: 'kill -9',
  suspend: 'SIGSTOP',
  restart: 'SIGTERM',
  clock: 'clock of',
  full: 'full stream',
};
const LOOKED_AT_MAX = 1_000;
const EXPLAINED_MAX = 10;
const LINES_MAX = 12;

/** Compares publisher, receiver and log, and looks at how the processes fared. */
export async function assess(
  run: ChaosRun,
  problems: { readonly open: string | null; readonly blind: string | null },
): Promise<ChaosResult> {
  const { options, publisher, receiver, stack, injector } = run;
  const expected = expectedDeliveries(publisher.accepted);
  const { logged, attempts } = await readLog(run);
  const log = verifyLog({ ...run, receipts: receiver.receipts, expected, logged, attempts });
  const received = verifyReceipts(expected, receiver.receipts);
  const outage = options.rolling
    ? { figures: {}, violations: [] }
    : outageFigures(publisher.accepted, receiver.receipts, injector.outage);
  const processes = await processFaults(run);
  const order = verifyOrder(await withSequences(stack.broker, publisher.accepted), receiver.receipts);
  const rate = verifyRate(receiver.arrivals);
  const ledger = await verifyLedger(run.gateway, publisher.accepted, expected);
  const violations = [
    ...received,
    ...receiver.strays.map((stray) => violation('unexpected', 'receiver', stray)),
    ...log,
    ...order,
    ...rate,
    ...ledger.violations,
    ...needlessDuplicates(run),
    ...(await deadLetters(run)),
    ...processes.violations,
    ...outage.violations,
    ...(problems.open === null ? [] : [violation('not-quiet', 'streams', problems.open)]),
    ...(problems.blind === null ? [] : [violation('view', 'configuration', problems.blind)]),
  ];
  return {
    seed: options.seed,
    seconds: options.seconds,
    rate: options.rate,
    brokers: options.brokers,
    folder: stack.parts.folder,
    faults: countFaults(run),
    figures: {
      ...receiptFigures(run, expected, received),
      ...outage.figures,
      'ms of the longest silence': longestSilence(run),
      'attempts in the log': logged.reduce((sum, row) => sum + row.attemptCount, 0),
      'log disagreements': log.length,
      'out of order': order.length,
      'above a rate limit': rate.length,
      'unexplained by the ledger': ledger.unexplained,
      'lines at ERROR': processes.errors,
    },
    violations,
    evidence: await evidence(run, violations),
  };
}

async function readLog({ gateway, options }: ChaosRun) {
  const logged: LoggedDelivery[] = [];
  const attempts: LoggedAttempts[] = [];
  for (const tenant of CHAOS_TENANTS) {
    const rows = await readDeliveries(gateway, tenant);
    const chosen = rows
      .map(({ id }) => ({ id, at: fractionOf(options.seed, id) }))
      .sort((a, b) => a.at - b.at);
    const ids = chosen.slice(0, LOOKED_AT_MAX).map(({ id }) => id);
    logged.push(...rows);
    attempts.push(...(await readAttempts(gateway, tenant, ids)));
  }
  return { logged, attempts };
}

async function deadLetters({ stack, gateway }: ChaosRun): Promise<Violation[]> {
  const stored = await countDeadLetters(stack.broker);
  const found = stored === 0 ? [] : [violation('dead-letter', 'DEAD', `${stored} messages`)];
  for (const tenant of CHAOS_TENANTS) {
    const listed = await countListedDeadLetters(gateway, tenant);
    if (listed > 0) found.push(violation('dead-letter', tenant, `${listed} in the list`));
  }
  return found;
}

async function processFaults({ stack }: ChaosRun) {
  const violations: Violation[] = [];
  let errors = 0;
  for (const service of stack.services) {
    const scan = await scanLog(service);
    errors += scan.errors.length;
    for (const detail of [...service.unexpectedExits, ...scan.crashes])
      violations.push(violation('process', service.settings.name, detail));
  }
  return { violations, errors };
}

/** Where nothing but a rolling restart happened, nobody may be told twice. */
function needlessDuplicates({ options, receiver }: ChaosRun): Violation[] {
  if (!options.rolling) return [];
  return [...receiver.receipts]
    .filter(([, { accepted }]) => accepted > 1)
    .map(([key, { accepted }]) => violation('duplicate', key, `taken ${accepted} times`));
}

/** By kind and target, replicas together. */
function countFaults({ injector }: ChaosRun): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind, target } of injector.injected) {
    const name = `${FAULT_NAMES[kind]} ${target.replace(/-\d+$/, '')}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).sort(([one], [two]) => one.localeCompare(two)));
}

async function evidence({ stack }: ChaosRun, violations: readonly Violation[]) {
  const found: Record<string, readonly string[]> = {};
  for (const { about } of violations.slice(0, EXPLAINED_MAX)) {
    const eventId = about.split(' ')[1];
    if (eventId !== undefined) found[about] = await linesAbout(stack.services, `"${eventId}"`, LINES_MAX);
  }
  return found;
}

const violation = (kind: Violation['kind'], about: string, detail: string): Violation => ({
  kind,
  about,
  detail,
});

import { ledgerFigures, type LedgerFigures } from '@deskhook/domain';
import { metrics, type GaugeOf, type GaugeReading } from '@deskhook/telemetry';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { LedgerFiguresRepository } from './ledger-figures.repository.js';

const FIGURES: Readonly<Record<keyof LedgerFigures, string>> = {
  accepted: 'Events that were accepted since the ledger began',
  evaluated: 'Events that were evaluated',
  waiting: 'Events that wait for their evaluation',
  duplicates: 'Publications of an id that had been accepted before',
  filtered: 'Subscriptions that selected an event and did not fire for it',
  commands: 'Commands to the helpdesk',
  deliveries: 'Deliveries that were made',
  delivered: 'Deliveries that were delivered',
  dead: 'Deliveries whose retries are exhausted',
  cancelled: 'Deliveries that were cancelled',
  pending: 'Deliveries that wait for an attempt',
  unexplained: 'Events and deliveries of which nobody knows where they are: must be 0',
};
const gauges: ReadonlyMap<string, GaugeOf<'tenant'>> = new Map(
  Object.entries(FIGURES).map(([figure, help]) => [
    figure,
    metrics.gauge(`deskhook_ledger_${figure}`, { help, labels: ['tenant'] }),
  ]),
);
const lagGauge = metrics.gauge('deskhook_ledger_lag', {
  help: 'Messages that the log had still to read when the books were closed',
  labels: ['stream'],
});
const ageGauge = metrics.gauge('deskhook_ledger_age_seconds', {
  help: 'Seconds since the books were closed',
});

/** The ledger as metrics: of each tenant its figures, and how old they are. */
export class LedgerGauges implements OnApplicationBootstrap, OnApplicationShutdown {
  private withdraw: () => void = () => undefined;

  constructor(private readonly figures: LedgerFiguresRepository) {}

  onApplicationBootstrap(): void {
    this.withdraw = metrics.read('logs ledger', () => this.read());
  }

  onApplicationShutdown(): void {
    this.withdraw();
  }

  private async read(): Promise<readonly GaugeReading[]> {
    const [totals, { ageSeconds, lag }] = await Promise.all([this.figures.totals(), this.figures.closing()]);
    return [
      ...totals.flatMap(({ tenant, counts, items }) => readings(tenant, ledgerFigures(counts, items))),
      ...Object.entries(lag ?? {}).map(([stream, value]) => lagGauge.at({ stream }, value)),
      ...(ageSeconds === null ? [] : [ageGauge.at({}, ageSeconds)]),
    ];
  }
}

/** What is unexplained shows by the name of its tenant, however many tenants there are. */
function readings(tenant: string, figures: LedgerFigures): GaugeReading[] {
  return Object.entries(figures).flatMap(([figure, value]) => {
    const gauge = gauges.get(figure);
    if (gauge === undefined) return [];
    const isAlarming = figure === 'unexplained' && value > 0;
    return [isAlarming ? gauge.exactlyAt({ tenant }, value) : gauge.at({ tenant }, value)];
  });
}

import { ledgerFigures, type LedgerFigures } from '@deskhook/domain';
import { offerGauges, type GaugeValue } from '@deskhook/runtime';
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
const LAG = 'deskhook_ledger_lag';
const AGE = 'deskhook_ledger_age_seconds';
const nameOf = (figure: string) => `deskhook_ledger_${figure}`;
const DESCRIBED = {
  ...Object.fromEntries(Object.entries(FIGURES).map(([figure, what]) => [nameOf(figure), what])),
  [LAG]: 'Messages that the log had still to read when the books were closed',
  [AGE]: 'Seconds since the books were closed',
};

/** The ledger as metrics: of each tenant its figures, and how old they are. */
export class LedgerGauges implements OnApplicationBootstrap, OnApplicationShutdown {
  private withdraw: () => void = () => undefined;

  constructor(private readonly figures: LedgerFiguresRepository) {}

  onApplicationBootstrap(): void {
    this.withdraw = offerGauges(DESCRIBED, () => this.read());
  }

  onApplicationShutdown(): void {
    this.withdraw();
  }

  private async read(): Promise<readonly GaugeValue[]> {
    const [totals, { ageSeconds, lag }] = await Promise.all([this.figures.totals(), this.figures.closing()]);
    const ofTenants = totals.flatMap(({ tenant, counts, items }) =>
      Object.entries(ledgerFigures(counts, items)).map(([figure, value]) => ({
        name: nameOf(figure),
        value,
        attributes: { tenant },
      })),
    );
    const ofStreams = Object.entries(lag ?? {}).map(([stream, value]) => ({
      name: LAG,
      value,
      attributes: { stream },
    }));
    const ages = ageSeconds === null ? [] : [{ name: AGE, value: ageSeconds, attributes: {} }];
    return [...ofTenants, ...ofStreams, ...ages];
  }
}

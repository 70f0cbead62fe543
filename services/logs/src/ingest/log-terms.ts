import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { Dictionary } from './dictionary.repository.js';
import { storableText } from './storable-text.js';

/** What the deliveries of one endpoint and event type have in common; statistics are counted by it. */
export interface Series {
  readonly tenant: string;
  readonly subscriptionId: string;
  readonly url: string;
  readonly type: string;
  readonly trigger: string | null;
  /** When the event was accepted, in epoch milliseconds. */
  readonly createdAt: number;
}

interface Told {
  readonly tenant: string;
  readonly text: string | null;
  readonly createdAt: number;
}

/** Numbers of the series and of the reasons and errors that rows refer to. */
@Injectable()
export class LogTerms {
  private readonly series: Dictionary;
  private readonly texts: Dictionary;

  constructor(database: Database) {
    this.series = new Dictionary(database, 'series', ['subscription_id', 'url', 'type', 'trigger']);
    this.texts = new Dictionary(database, 'texts', ['text']);
  }

  /** The number of each row's series. */
  seriesOf(rows: readonly Series[]): Promise<number[]> {
    const terms = rows.map(({ tenant, subscriptionId, url, type, trigger, createdAt }) => ({
      tenant,
      values: [subscriptionId, url, type, trigger],
      at: createdAt,
    }));
    return this.series.ids(terms, Date.now());
  }

  /** The number of each row's text; null where there is none. */
  async textsOf(rows: readonly Told[]): Promise<(number | null)[]> {
    const terms = rows.flatMap(({ tenant, text, createdAt }) =>
      text === null ? [] : [{ tenant, values: [storableText(text)], at: createdAt }],
    );
    const ids = (await this.texts.ids(terms, Date.now())).values();
    return rows.map(({ text }) => (text === null ? null : (ids.next().value ?? null)));
  }
}

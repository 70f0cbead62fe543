import { Database } from '@deskhook/database';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Conditions } from './conditions.repository.js';

/** What narrows deliveries and attempts down to some series. */
export interface SeriesFilter {
  readonly tenant: string;
  readonly subscription?: string | undefined;
  readonly url?: string | undefined;
  readonly type?: string | undefined;
  readonly hidesSecrets: boolean;
}

const idSchema = z.object({ id: z.number() });

/** Searches the few texts that many rows share, so that the rows themselves are found by number. */
@Injectable()
export class LogTermSearch {
  constructor(private readonly database: Database) {}

  /** The series that a filter selects; null where it says nothing of them. */
  async series(filter: SeriesFilter): Promise<readonly number[] | null> {
    const { tenant, subscription, url, type, hidesSecrets } = filter;
    if (subscription === undefined && url === undefined && type === undefined) return null;
    const where = new Conditions()
      .add('s.tenant = ?', tenant)
      .add('s.subscription_id = ?', subscription)
      .add('s.type = ? OR s.trigger = ?', type)
      .url('s.url', url, hidesSecrets);
    return this.ids(`SELECT s.id::float8 AS id FROM logs.series s WHERE ${where.sql()}`, where);
  }

  /** The reasons and errors that contain a text, in any case; null where none is looked for. */
  async texts(tenant: string, text: string | undefined): Promise<readonly number[] | null> {
    if (text === undefined) return null;
    const where = new Conditions()
      .add('t.tenant = ?', tenant)
      .add('strpos(lower(t.text), lower(?)) > 0', text);
    return this.ids(`SELECT t.id::float8 AS id FROM logs.texts t WHERE ${where.sql()}`, where);
  }

  private async ids(sql: string, { parameters }: Conditions): Promise<number[]> {
    const rows = await this.database.query(sql, parameters);
    return rows.map((row) => idSchema.parse(row).id);
  }
}

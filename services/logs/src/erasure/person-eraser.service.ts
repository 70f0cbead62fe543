import {
  joinedValues,
  NOTHING_KNOWN,
  personIn,
  PersonEraser,
  type PersonQuery,
  type PersonValues,
} from '@deskhook/domain';
import { Injectable } from '@nestjs/common';
import { packDetail, unpackDetail, type AttemptDetail } from '../ingest/attempt-detail.js';
import { pack, unpack } from '../ingest/packed-bytes.js';
import { ErasedRowsRepository, type Key } from './erased-rows.repository.js';
import { known, type ErasureProgress, type ErasureStage } from './erasure-progress.js';

export interface Person {
  readonly tenant: string;
  readonly query: PersonQuery;
}

/** What reading a chunk came to. */
export interface ChunkResult {
  readonly scanned: number;
  readonly erased: number;
  /** The key of the last row; null when there was none. */
  readonly last: Key | null;
  readonly learnt: PersonValues;
}

/** Reads chunks of what the log has, and writes them without the person. */
@Injectable()
export class PersonEraserService {
  constructor(private readonly rows: ErasedRowsRepository) {}

  async chunk(person: Person, stage: ErasureStage, progress: ErasureProgress): Promise<ChunkResult> {
    const work = new PersonWork(person.query, progress.learnt);
    switch (stage) {
      case 'bodies':
        return this.bodies(person.tenant, work, progress.position);
      case 'events':
        return this.events(person.tenant, work, progress.position);
      case 'attempts':
        return this.attempts(person.tenant, work, progress.position);
      case 'texts':
        return this.texts(person.tenant, work, progress.position);
      case 'dead-letters':
        return this.letters(person.tenant, work, progress.position);
      case 'replays':
        return this.replays(person.tenant, work, progress.position);
      default:
        return stage satisfies never;
    }
  }

  private async bodies(tenant: string, work: PersonWork, after: Key | null): Promise<ChunkResult> {
    const rows = await this.rows.bodies(tenant, after);
    for (const row of rows) {
      const without = work.row(() => work.bytes(unpack(row.packed)));
      if (without !== null) await this.rows.replaceBody(tenant, row, pack(without));
    }
    const last = rows.at(-1);
    return work.result(rows.length, last === undefined ? null : [last.hash, last.day]);
  }

  private async events(tenant: string, work: PersonWork, after: Key | null): Promise<ChunkResult> {
    const rows = await this.rows.events(tenant, after);
    for (const row of rows) {
      const without = work.row(() => ({
        ...row,
        source: work.text(row.source),
        subject: work.optional(row.subject),
        headers: row.headers === null ? null : work.values(row.headers),
      }));
      if (without !== null) await this.rows.replaceEvent(tenant, without);
    }
    const last = rows.at(-1);
    return work.result(rows.length, last === undefined ? null : [last.at, last.sequence]);
  }

  private async attempts(tenant: string, work: PersonWork, after: Key | null): Promise<ChunkResult> {
    const rows = await this.rows.attempts(tenant, after);
    for (const row of rows) {
      const without = work.row(() => withoutPerson(unpackDetail(row.detail), work));
      if (without !== null) await this.rows.replaceDetail(tenant, row, packDetail(without));
    }
    const last = rows.at(-1);
    return work.result(rows.length, last === undefined ? null : [last.deliveryId, last.number, last.at]);
  }

  private async texts(tenant: string, work: PersonWork, after: Key | null): Promise<ChunkResult> {
    const rows = await this.rows.texts(tenant, after);
    for (const row of rows) {
      const without = work.row(() => work.text(row.text));
      if (without !== null) await this.rows.replaceText(row, without);
    }
    const last = rows.at(-1);
    return work.result(rows.length, last === undefined ? null : [last.id]);
  }

  private async letters(tenant: string, work: PersonWork, after: Key | null): Promise<ChunkResult> {
    const rows = await this.rows.letters(tenant, after);
    for (const row of rows) {
      const without = work.row(() => ({
        ...row,
        detail: work.text(row.detail),
        headers: work.values(row.headers),
        payload: work.bytes(row.payload),
      }));
      if (without !== null) await this.rows.replaceLetter(tenant, without);
    }
    const last = rows.at(-1);
    return work.result(rows.length, last === undefined ? null : [last.at, last.id]);
  }

  private async replays(tenant: string, work: PersonWork, after: Key | null): Promise<ChunkResult> {
    const rows = await this.rows.replays(tenant, after);
    for (const row of rows) {
      const without = work.row(() => ({
        ...row,
        filter: work.text(row.filter),
        failures: work.text(row.failures),
        waiting: work.optional(row.waiting),
        detail: work.optional(row.detail),
      }));
      if (without !== null) await this.rows.replaceReplay(tenant, without);
    }
    const last = rows.at(-1);
    return work.result(rows.length, last === undefined ? null : [last.id]);
  }
}

/** What is told of a request and its answer; any of it may repeat what was sent. */
function withoutPerson(detail: AttemptDetail, work: PersonWork): AttemptDetail {
  const { requestHeaders, rendered, responseHeaders, responseBody, redirects, warnings } = detail;
  return {
    ...detail,
    requestHeaders: work.values(requestHeaders),
    rendered:
      rendered?.headers === undefined ? rendered : { ...rendered, headers: work.values(rendered.headers) },
    responseHeaders: responseHeaders === null ? null : work.values(responseHeaders),
    responseBody: responseBody === null ? null : work.text(responseBody),
    redirects: redirects.map((one) => ({ ...one, url: work.text(one.url) })),
    warnings: warnings.map((warning) => work.text(warning)),
  };
}

/** One chunk's work: what is known of the person grows with every document that has them. */
class PersonWork {
  private eraser: PersonEraser;
  private changes = 0;
  private erased = 0;

  constructor(
    private readonly query: PersonQuery,
    private learnt: PersonValues,
  ) {
    this.eraser = new PersonEraser(learnt);
  }

  /** What a row is without the person; null when it does not have them. */
  row<T>(clean: () => T): T | null {
    const before = this.changes;
    const without = clean();
    if (this.changes === before) return null;
    this.erased += 1;
    return without;
  }

  /** A text without the person; it may be a document. */
  text(text: string): string {
    if (!this.mayHave(text)) return text;
    const document = parseJson(text);
    if (document !== undefined) this.learn(document);
    const without = document === undefined ? this.eraser.text(text) : this.eraser.json(text);
    if (without !== text) this.changes += 1;
    return without;
  }

  optional(text: string | null): string | null {
    return text === null ? null : this.text(text);
  }

  /** Bytes that are not UTF-8 stay as they are where they do not have the person. */
  bytes(bytes: Buffer): Buffer {
    const text = bytes.toString('utf8');
    const without = this.text(text);
    return without === text ? bytes : Buffer.from(without);
  }

  values(record: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, this.text(value)]));
  }

  result(scanned: number, last: Key | null): ChunkResult {
    return { scanned, erased: this.erased, last, learnt: this.learnt };
  }

  /** Most documents are not of the person: they are not parsed. */
  private mayHave(text: string): boolean {
    const { id } = this.query;
    return (id !== null && text.includes(id)) || this.eraser.isIn(text);
  }

  private learn(document: unknown): void {
    const queries = [this.query, ...this.learnt.emails.map((email) => ({ email, id: null }))];
    const before = known(this.learnt);
    for (const query of queries)
      this.learnt = joinedValues(this.learnt, personIn(document, query) ?? NOTHING_KNOWN);
    if (known(this.learnt) > before) this.eraser = new PersonEraser(this.learnt);
  }
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}

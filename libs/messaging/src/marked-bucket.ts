import { errors, headers as natsHeaders } from '@nats-io/transport-node';
import { isWrongLastSequence } from './api-error.js';
import type { Broker } from './nats-connection.js';
import { MessageTooLargeError } from './publisher.js';
import { BucketError, VersionedBucket, type BucketEntry } from './versioned-bucket.js';

const DELETED_SECONDS = 86_400;

/** What is written beside the text of an entry. */
export interface EntryMarks {
  /** Headers, which a scan reads without the entry itself. */
  readonly marks: Readonly<Record<string, string>>;
  /** After this time the entry vanishes by itself; null: it stays. */
  readonly keepMs: number | null;
}

/** A bucket with compare-and-set whose entries carry marks for those who look through all of them. */
export class MarkedBucket {
  private readonly bucket: VersionedBucket;

  constructor(
    private readonly broker: Broker,
    private readonly name: string,
  ) {
    this.bucket = new VersionedBucket(broker, name);
  }

  read(key: string): Promise<BucketEntry> {
    return this.bucket.read(key);
  }

  /** False when somebody else wrote since `entry` was read. Throws a MessageTooLargeError, which no further try mends. */
  async replace(key: string, entry: BucketEntry, text: string, marks: EntryMarks): Promise<boolean> {
    return (await this.write(key, entry, text, marks)) !== null;
  }

  /** The revision that was written; null when somebody else wrote since `entry` was read. Throws as above. */
  write(
    key: string,
    { revision }: Pick<BucketEntry, 'revision'>,
    text: string,
    { marks, keepMs }: EntryMarks,
  ): Promise<number | null> {
    return this.put(key, revision, text, marks, keepMs === null ? null : Math.ceil(keepMs / 1_000));
  }

  /** Deletes the key, and after a day also the note that it was deleted. False as above. */
  async remove(key: string, { revision }: Pick<BucketEntry, 'revision'>): Promise<boolean> {
    return (await this.put(key, revision, '', { 'KV-Operation': 'DEL' }, DELETED_SECONDS)) !== null;
  }

  /** Whether any key with the prefix (whole tokens) holds or held something. */
  async holdsAny(prefix: string): Promise<boolean> {
    try {
      const stream = `KV_${this.name}`;
      const last = await this.broker.jsm.direct.getMessage(stream, {
        last_by_subj: `$KV.${this.name}.${prefix}.>`,
      });
      return last !== null;
    } catch (cause) {
      throw new BucketError(`the broker does not answer for the bucket ${this.name}`, { cause });
    }
  }

  private async put(
    key: string,
    revision: number,
    text: string,
    marks: EntryMarks['marks'],
    keepSeconds: number | null,
  ): Promise<number | null> {
    const headers = natsHeaders();
    for (const [name, value] of Object.entries(marks)) headers.set(name, value);
    try {
      const { seq } = await this.broker.js.publish(`$KV.${this.name}.${key}`, text, {
        headers,
        expect: { lastSubjectSequence: revision },
        ...(keepSeconds === null ? {} : { ttl: `${keepSeconds}s` }),
      });
      return seq;
    } catch (cause) {
      if (isWrongLastSequence(cause)) return null;
      if (cause instanceof errors.InvalidArgumentError) {
        throw new MessageTooLargeError(`an entry of the bucket ${this.name} exceeds max_payload`, { cause });
      }
      throw new BucketError(`the broker did not store an entry of the bucket ${this.name}`, { cause });
    }
  }
}

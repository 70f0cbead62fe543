import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tables of what happened are partitioned by day (UTC) of the event's acceptance, so that forgetting is dropping. Keys
 * carry the instant that decides the day: it is the same in every report of a delivery. There is no partition for
 * everything else: with one, Postgres could not read the days one after the other, newest first.
 *
 * Ids compare byte by byte (collation C): faster, and the same order on every server.
 */
const UP = [
  // Nothing was released that has data in the tables before these.
  'DROP VIEW IF EXISTS logs.accepted_events, logs.accepted_messages',
  'DROP TABLE IF EXISTS logs.dead_letters, logs.attempts, logs.deliveries, logs.events, logs.bodies',

  // What many deliveries have in common, once each; a row that nothing was added to for longer than the log keeps is removed.
  `CREATE TABLE logs.series (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     tenant text COLLATE "C" NOT NULL,
     subscription_id text COLLATE "C" NOT NULL,
     url text NOT NULL,
     type text COLLATE "C" NOT NULL,
     trigger text COLLATE "C",
     used_on date NOT NULL,
     identity bytea NOT NULL,
     UNIQUE (tenant, identity))`,
  `CREATE TABLE logs.texts (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     tenant text COLLATE "C" NOT NULL,
     text text NOT NULL,
     used_on date NOT NULL,
     identity bytea NOT NULL,
     UNIQUE (tenant, identity))`,

  // Packed by the service: the first byte says how.
  `CREATE TABLE logs.bodies (
     tenant text COLLATE "C" NOT NULL,
     hash text COLLATE "C" NOT NULL,
     day date NOT NULL,
     packed bytea NOT NULL,
     PRIMARY KEY (tenant, hash, day)) PARTITION BY RANGE (day)`,

  `CREATE TABLE logs.events (
     tenant text COLLATE "C" NOT NULL,
     id text COLLATE "C" NOT NULL,
     sequence bigint NOT NULL,
     type text COLLATE "C" NOT NULL,
     source text NOT NULL,
     subject text,
     time timestamptz,
     ticket_id text COLLATE "C",
     mode text NOT NULL,
     headers json,
     payload_hash text COLLATE "C" NOT NULL,
     received_at timestamptz NOT NULL,
     PRIMARY KEY (tenant, id, sequence, received_at)) PARTITION BY RANGE (received_at)`,
  `CREATE INDEX events_by_time ON logs.events (tenant, received_at, sequence)`,
  `CREATE INDEX events_by_type ON logs.events (tenant, type, received_at, sequence)`,
  `CREATE INDEX events_by_ticket ON logs.events (tenant, ticket_id, received_at) WHERE ticket_id IS NOT NULL`,

  // Ties of the same instant are few: the indexes leave their order to a sort.
  `CREATE TABLE logs.deliveries (
     tenant text COLLATE "C" NOT NULL,
     id text COLLATE "C" NOT NULL,
     created_at timestamptz NOT NULL,
     event_id text COLLATE "C" NOT NULL,
     series_id bigint NOT NULL,
     ticket_id text COLLATE "C",
     test boolean NOT NULL,
     status text COLLATE "C" NOT NULL,
     number int NOT NULL,
     standing smallint NOT NULL,
     changed_at timestamptz NOT NULL,
     reason_id bigint,
     next_attempt_at timestamptz,
     delivered_number int NOT NULL,
     replayed_after int NOT NULL,
     attempted_number int NOT NULL,
     attempt_count int NOT NULL,
     last_response_code int,
     stream_sequence bigint,
     PRIMARY KEY (tenant, id, created_at)) PARTITION BY RANGE (created_at)`,
  `CREATE INDEX deliveries_by_time ON logs.deliveries (tenant, created_at)`,
  `CREATE INDEX deliveries_by_series ON logs.deliveries (tenant, series_id, created_at)`,
  `CREATE INDEX deliveries_by_ticket ON logs.deliveries (tenant, ticket_id, created_at) WHERE ticket_id IS NOT NULL`,
  `CREATE INDEX deliveries_by_event ON logs.deliveries (tenant, event_id)`,
  `CREATE INDEX deliveries_by_status ON logs.deliveries (tenant, status, created_at) WHERE status <> 'delivered'`,
  `CREATE INDEX deliveries_by_code ON logs.deliveries (tenant, last_response_code, created_at)
     WHERE last_response_code IS NOT NULL`,

  // Every reason and error that was ever told of a delivery: what a search for a text looks at.
  `CREATE TABLE logs.delivery_texts (
     tenant text COLLATE "C" NOT NULL,
     text_id bigint NOT NULL,
     created_at timestamptz NOT NULL,
     delivery_id text COLLATE "C" NOT NULL,
     series_id bigint NOT NULL,
     PRIMARY KEY (tenant, text_id, created_at, delivery_id)) PARTITION BY RANGE (created_at)`,

  // `replaced_…` is what a stronger report of the same attempt took the place of: what the statistics must take back.
  `CREATE TABLE logs.attempts (
     tenant text COLLATE "C" NOT NULL,
     delivery_id text COLLATE "C" NOT NULL,
     number int NOT NULL,
     standing smallint NOT NULL,
     created_at timestamptz NOT NULL,
     series_id bigint NOT NULL,
     at timestamptz NOT NULL,
     duration_ms double precision NOT NULL,
     response_code int,
     error_id bigint,
     body_hash text COLLATE "C" NOT NULL,
     detail bytea NOT NULL,
     replaced_standing smallint,
     replaced_at timestamptz,
     replaced_duration_ms double precision,
     PRIMARY KEY (tenant, delivery_id, number, created_at)) PARTITION BY RANGE (created_at)`,

  // Attempts counted by series and by buckets of several lengths; series 0 stands for all of the tenant's. `durations` are
  // counts by slots of duration as the digits of one number (see counted-durations.ts).
  `CREATE TABLE logs.attempt_stats (
     tenant text COLLATE "C" NOT NULL,
     minutes smallint NOT NULL,
     at timestamptz NOT NULL,
     series_id bigint NOT NULL,
     count int NOT NULL,
     successes int NOT NULL,
     duration_us bigint NOT NULL,
     last_at timestamptz NOT NULL,
     durations numeric NOT NULL,
     PRIMARY KEY (tenant, minutes, at, series_id)) PARTITION BY RANGE (at)`,

  `CREATE TABLE logs.dead_letters (
     tenant text COLLATE "C" NOT NULL,
     id text COLLATE "C" NOT NULL,
     reason text COLLATE "C" NOT NULL,
     detail text NOT NULL,
     pointer text,
     subject text NOT NULL,
     stream text NOT NULL,
     sequence bigint NOT NULL,
     received_at timestamptz NOT NULL,
     truncated_from bigint,
     headers json NOT NULL,
     payload bytea NOT NULL,
     replayed_at timestamptz,
     PRIMARY KEY (tenant, id, received_at)) PARTITION BY RANGE (received_at)`,
  `CREATE INDEX dead_letters_by_time ON logs.dead_letters (tenant, received_at, id)`,
  `CREATE INDEX dead_letters_by_reason ON logs.dead_letters (tenant, reason, received_at, id)`,
  `CREATE INDEX dead_letters_by_origin ON logs.dead_letters (stream, sequence)`,

  // A message of EVENTS that the evaluator refused is no event. It is a dead letter of the same instant; the hour lets
  // Postgres look at no other days, and OFFSET 0 has it look for each event alone: who asks wants a page of them.
  `CREATE VIEW logs.accepted_messages AS
     SELECT * FROM logs.events e WHERE NOT EXISTS (
       SELECT FROM logs.dead_letters d
       WHERE d.stream = 'EVENTS' AND d.sequence = e.sequence AND d.tenant = e.tenant
         AND d.received_at BETWEEN e.received_at - interval '1 hour' AND e.received_at + interval '1 hour' OFFSET 0)`,
  // Of several with one id within a day the first is the event; a day later it makes deliveries of its own.
  `CREATE VIEW logs.accepted_events AS
     SELECT * FROM logs.accepted_messages e WHERE NOT EXISTS (
       SELECT FROM logs.accepted_messages f
       WHERE f.tenant = e.tenant AND f.id = e.id AND f.sequence < e.sequence
         AND f.received_at BETWEEN e.received_at - interval '1 day' AND e.received_at OFFSET 0)`,
  `CREATE VIEW logs.delivery_details AS
     SELECT d.*, s.subscription_id, s.url, s.type, s.trigger, t.text AS reason
     FROM logs.deliveries d JOIN logs.series s ON s.id = d.series_id LEFT JOIN logs.texts t ON t.id = d.reason_id`,

  // What is packed is not compressed once more. (CREATE TABLE says so itself from PostgreSQL 16 on only.)
  'ALTER TABLE logs.bodies ALTER COLUMN packed SET STORAGE EXTERNAL',
  'ALTER TABLE logs.attempts ALTER COLUMN detail SET STORAGE EXTERNAL',

  // lz4 costs a fraction of the default's time. A server that was built without it keeps the default.
  `DO $$ BEGIN
     ALTER TABLE logs.dead_letters ALTER COLUMN payload SET COMPRESSION lz4;
   EXCEPTION WHEN OTHERS THEN NULL;
   END $$`,
];

/** The log's tables, partitioned by day, and what their rows have in common. */
export class PartitionLog1764600000000 implements MigrationInterface {
  readonly name = 'PartitionLog1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW logs.delivery_details, logs.accepted_events, logs.accepted_messages');
    await runner.query(
      `DROP TABLE logs.dead_letters, logs.attempt_stats, logs.attempts, logs.delivery_texts, logs.deliveries, logs.events,
         logs.bodies, logs.texts, logs.series`,
    );
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Ids compare byte by byte (collation C): faster, and the same order on every server. Headers are `json`, not `jsonb`:
 * they are stored as they came and never searched.
 */
const UP = [
  `CREATE TABLE logs.bodies (
     tenant text COLLATE "C" NOT NULL,
     hash text COLLATE "C" NOT NULL,
     bytes bytea NOT NULL,
     used_at timestamptz NOT NULL,
     PRIMARY KEY (tenant, hash))`,
  `CREATE TABLE logs.events (
     tenant text COLLATE "C" NOT NULL,
     id text COLLATE "C" NOT NULL,
     sequence bigint NOT NULL,
     type text NOT NULL,
     source text NOT NULL,
     subject text,
     time timestamptz,
     ticket_id text COLLATE "C",
     mode text NOT NULL,
     headers json,
     payload_hash text COLLATE "C" NOT NULL,
     received_at timestamptz NOT NULL,
     PRIMARY KEY (tenant, id, sequence))`,
  `CREATE INDEX events_by_time ON logs.events (tenant, received_at, sequence)`,
  `CREATE INDEX events_by_ticket ON logs.events (tenant, ticket_id, received_at) WHERE ticket_id IS NOT NULL`,
  `CREATE INDEX events_by_age ON logs.events USING brin (received_at)`,

  `CREATE TABLE logs.deliveries (
     tenant text COLLATE "C" NOT NULL,
     id text COLLATE "C" NOT NULL,
     event_id text COLLATE "C" NOT NULL,
     subscription_id text COLLATE "C" NOT NULL,
     url text NOT NULL,
     type text NOT NULL,
     ticket_id text COLLATE "C",
     test boolean NOT NULL,
     created_at timestamptz NOT NULL,
     status text NOT NULL,
     number int NOT NULL,
     standing smallint NOT NULL,
     changed_at timestamptz NOT NULL,
     reason text,
     next_attempt_at timestamptz,
     delivered_number int NOT NULL,
     replayed_after int NOT NULL,
     attempted_number int NOT NULL,
     last_response_code int,
     PRIMARY KEY (tenant, id))`,
  `CREATE INDEX deliveries_by_time ON logs.deliveries (tenant, created_at, id)`,
  `CREATE INDEX deliveries_by_ticket ON logs.deliveries (tenant, ticket_id, created_at) WHERE ticket_id IS NOT NULL`,
  `CREATE INDEX deliveries_by_status ON logs.deliveries (tenant, status, created_at)`,
  `CREATE INDEX deliveries_by_subscription ON logs.deliveries (tenant, subscription_id, created_at)`,
  `CREATE INDEX deliveries_by_event ON logs.deliveries (tenant, event_id)`,
  `CREATE INDEX deliveries_by_age ON logs.deliveries USING brin (created_at)`,

  `CREATE TABLE logs.attempts (
     tenant text COLLATE "C" NOT NULL,
     delivery_id text COLLATE "C" NOT NULL,
     number int NOT NULL,
     standing smallint NOT NULL,
     at timestamptz NOT NULL,
     duration_ms double precision NOT NULL,
     request_headers json NOT NULL,
     content_type text NOT NULL,
     body_hash text COLLATE "C" NOT NULL,
     response_code int,
     response_headers json,
     response_body text,
     response_truncated boolean NOT NULL,
     error text,
     trace_id text COLLATE "C" NOT NULL,
     span_id text COLLATE "C" NOT NULL,
     PRIMARY KEY (tenant, delivery_id, number))`,

  `CREATE TABLE logs.dead_letters (
     tenant text COLLATE "C" NOT NULL,
     id text COLLATE "C" NOT NULL,
     reason text NOT NULL,
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
     PRIMARY KEY (tenant, id))`,
  `CREATE INDEX dead_letters_by_time ON logs.dead_letters (tenant, received_at, id)`,
  `CREATE INDEX dead_letters_by_origin ON logs.dead_letters (stream, sequence)`,

  // A message of EVENTS that the evaluator refused is no event, and of several with one id the first is the event.
  `CREATE VIEW logs.accepted_messages AS
     SELECT * FROM logs.events e WHERE NOT EXISTS (
       SELECT FROM logs.dead_letters d
       WHERE d.stream = 'EVENTS' AND d.sequence = e.sequence AND d.tenant = e.tenant)`,
  `CREATE VIEW logs.accepted_events AS
     SELECT * FROM logs.accepted_messages e WHERE NOT EXISTS (
       SELECT FROM logs.accepted_messages f
       WHERE f.tenant = e.tenant AND f.id = e.id AND f.sequence < e.sequence)`,

  // lz4 costs a fraction of the default's time. A server that was built without it keeps the default.
  `DO $$ BEGIN
     ALTER TABLE logs.bodies ALTER COLUMN bytes SET COMPRESSION lz4;
     ALTER TABLE logs.attempts ALTER COLUMN response_body SET COMPRESSION lz4;
     ALTER TABLE logs.dead_letters ALTER COLUMN payload SET COMPRESSION lz4;
   EXCEPTION WHEN OTHERS THEN NULL;
   END $$`,
];

/** The log's tables: events, deliveries, attempts, dead letters, and the distinct bodies that they share. */
export class CreateLog1763560000000 implements MigrationInterface {
  readonly name = 'CreateLog1763560000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP VIEW logs.accepted_events, logs.accepted_messages');
    await runner.query(
      'DROP TABLE logs.dead_letters, logs.attempts, logs.deliveries, logs.events, logs.bodies',
    );
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { LEDGER_COUNTS } from '../ledger/ledger-counts.js';

const OPEN = `('pending', 'retrying')`;

/** What rows of deliveries add to the counts, or take from them (`sign` -1). Tests come from no event. */
const standings = (rows: string, sign: 1 | -1) => `
  SELECT tenant, created_at, ${sign} AS deliveries, ${sign} * (status IN ${OPEN})::int AS open,
    ${sign} * (status = 'delivered')::int AS delivered, ${sign} * (status = 'dead')::int AS dead,
    ${sign} * (status = 'cancelled')::int AS cancelled
  FROM ${rows} WHERE NOT test`;

const count = (rows: string) => `
  INSERT INTO logs.ledger_changes (tenant, at, deliveries, open, delivered, dead, cancelled)
  SELECT tenant, date_trunc('minute', created_at), sum(deliveries), sum(open), sum(delivered), sum(dead), sum(cancelled)
  FROM (${rows}) AS changed GROUP BY 1, 2
  HAVING sum(deliveries) <> 0 OR sum(open) <> 0 OR sum(delivered) <> 0 OR sum(dead) <> 0 OR sum(cancelled) <> 0`;

const TRIGGERS = [
  { event: 'INSERT', tables: 'NEW TABLE AS now_rows', rows: standings('now_rows', 1) },
  {
    event: 'UPDATE',
    tables: 'OLD TABLE AS then_rows NEW TABLE AS now_rows',
    rows: `${standings('now_rows', 1)} UNION ALL ${standings('then_rows', -1)}`,
  },
  { event: 'DELETE', tables: 'OLD TABLE AS then_rows', rows: standings('then_rows', -1) },
];

const COUNTS = LEDGER_COUNTS.map((name) => `${name} bigint NOT NULL DEFAULT 0`).join(', ');

const UP = [
  // How far the ledger has come. `sequence`: everything of EVENTS up to it was taken in. `holder` is who makes a round at
  // the moment, until `held_until`.
  `CREATE TABLE logs.ledger_state (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     round_at timestamptz NOT NULL DEFAULT '-infinity',
     holder text,
     held_until timestamptz,
     stream_created_at timestamptz,
     sequence bigint,
     position json,
     as_of timestamptz,
     lag json)`,
  'INSERT INTO logs.ledger_state DEFAULT VALUES',

  // Batches of evaluations as they were told, until they are taken in.
  `CREATE TABLE logs.ledger_inbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, told json NOT NULL)`,
  // Evaluations of events that were not taken in yet.
  `CREATE TABLE logs.ledger_evaluations (
     sequence bigint PRIMARY KEY,
     tenant text COLLATE "C" NOT NULL,
     event_id text COLLATE "C" NOT NULL,
     accepted_at timestamptz NOT NULL,
     filtered int NOT NULL,
     commands int NOT NULL)`,

  // Messages of EVENTS that nothing came of yet; no event id: the log has no event with this sequence. Once the evaluator
  // has settled one, what came of it is in the streams up to the sequences noted here.
  `CREATE TABLE logs.ledger_waiting (
     sequence bigint PRIMARY KEY,
     tenant text COLLATE "C",
     event_id text COLLATE "C",
     accepted_at timestamptz,
     since timestamptz NOT NULL DEFAULT now(),
     deliveries_last bigint,
     dead_last bigint,
     unexplained_at timestamptz)`,
  // Those of an EVENTS that is no more count downwards from here.
  'CREATE SEQUENCE logs.ledger_former',
  `CREATE INDEX ledger_waiting_by_id ON logs.ledger_waiting (tenant, event_id)`,
  `CREATE INDEX ledger_waiting_by_time ON logs.ledger_waiting (tenant, accepted_at)`,

  // Deliveries that an evaluation names and the log does not know.
  `CREATE TABLE logs.ledger_missing (
     tenant text COLLATE "C" NOT NULL,
     delivery_id text COLLATE "C" NOT NULL,
     event_id text COLLATE "C" NOT NULL,
     accepted_at timestamptz NOT NULL,
     since timestamptz NOT NULL DEFAULT now(),
     deliveries_last bigint,
     unexplained_at timestamptz,
     PRIMARY KEY (tenant, delivery_id))`,

  // Open deliveries that were found nowhere, as the log showed them then, and how often.
  `CREATE TABLE logs.ledger_suspects (
     tenant text COLLATE "C" NOT NULL,
     delivery_id text COLLATE "C" NOT NULL,
     created_at timestamptz NOT NULL,
     number int NOT NULL,
     standing smallint NOT NULL,
     changed_at timestamptz NOT NULL,
     attempts_last bigint NOT NULL,
     looks int NOT NULL DEFAULT 0,
     since timestamptz NOT NULL DEFAULT now(),
     unexplained_at timestamptz,
     PRIMARY KEY (tenant, delivery_id, created_at))`,

  // Changes of the counts, as they happen; sums by tenant and minute of acceptance, and since the ledger began.
  `CREATE TABLE logs.ledger_changes (tenant text COLLATE "C" NOT NULL, at timestamptz NOT NULL, ${COUNTS})`,
  `CREATE TABLE logs.ledger_figures (
     tenant text COLLATE "C" NOT NULL, at timestamptz NOT NULL, ${COUNTS}, PRIMARY KEY (tenant, at))`,
  `CREATE TABLE logs.ledger_totals (tenant text COLLATE "C" PRIMARY KEY, ${COUNTS})`,

  `CREATE INDEX events_by_sequence ON logs.events (sequence)`,
  ...TRIGGERS.flatMap(({ event, tables, rows }) => {
    const name = `ledger_${event.toLowerCase()}`;
    return [
      `CREATE FUNCTION logs.${name}() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN ${count(rows)}; RETURN NULL; END $$`,
      `CREATE TRIGGER ${name} AFTER ${event} ON logs.deliveries REFERENCING ${tables}
       FOR EACH STATEMENT EXECUTE FUNCTION logs.${name}()`,
    ];
  }),
  count(standings('logs.deliveries', 1)),
];

/** The ledger's books. */
export class Ledger1764700000000 implements MigrationInterface {
  readonly name = 'Ledger1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { event } of TRIGGERS)
      await runner.query(`DROP FUNCTION logs.ledger_${event.toLowerCase()}() CASCADE`);
    await runner.query('DROP INDEX logs.events_by_sequence');
    await runner.query('DROP SEQUENCE logs.ledger_former');
    await runner.query(
      `DROP TABLE logs.ledger_state, logs.ledger_inbox, logs.ledger_evaluations, logs.ledger_waiting, logs.ledger_missing,
         logs.ledger_suspects, logs.ledger_changes, logs.ledger_figures, logs.ledger_totals`,
    );
  }
}

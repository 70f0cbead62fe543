import { Alert, Anchor, Button, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTenant } from '../../../app/use-session.js';
import { count } from '../../../ui/format.js';
import { Instant } from '../../../ui/instant.js';
import { daysOf, SPANS, type Backtest, type Span } from './backtest.js';
import classes from './check.module.css';

interface BacktestAnswerProps {
  readonly answer: Backtest;
  readonly span: Span;
  /** Counts what lies before; undefined where the answer is of something else by now. */
  readonly onGoOn: (() => void) | undefined;
}

/** How often it would have fired, when, on what, and how far the count reaches. */
export function BacktestAnswer({ answer, span, onGoOn }: BacktestAnswerProps) {
  const { matched, deliveries, scanned, complete, byType, samples } = answer;
  return (
    <Stack gap="sm">
      <div role="status">
        <Title order={3} size="h4">
          {times(matched, complete)} in {SPANS[span].words}
        </Title>
        <Text size="sm" c="dimmed">
          {matched > 0 && `${plural(deliveries, 'delivery', 'deliveries')}. `}
          {plural(scanned, 'event', 'events')} of its types {scanned === 1 ? 'was' : 'were'} looked at.
        </Text>
      </div>
      {!complete && <Incomplete answer={answer} onGoOn={onGoOn} />}
      {matched > 0 && (
        <>
          <Days answer={answer} />
          <Stack gap={6}>
            <Text size="sm" fw={600}>
              By type
            </Text>
            {byType.map((row) => (
              <Share key={row.type} {...row} whole={matched} />
            ))}
          </Stack>
          <Samples samples={samples} />
        </>
      )}
    </Stack>
  );
}

function times(matched: number, complete: boolean): string {
  if (matched === 0) return complete ? 'It would not have fired' : 'So far it would not have fired';
  const often = matched === 1 ? 'once' : `${count(matched)} times`;
  return `It would have fired ${complete ? '' : 'at least '}${often}`;
}

const plural = (amount: number, one: string, many: string): string =>
  `${count(amount)} ${amount === 1 ? one : many}`;

function Incomplete({ answer, onGoOn }: Pick<BacktestAnswerProps, 'answer' | 'onGoOn'>) {
  return (
    <Alert color="yellow" title="Not everything was counted" role="status">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          There are too many events for one look: this reaches back to{' '}
          <Instant at={answer.scannedFrom} full /> only.
        </Text>
        {onGoOn !== undefined && (
          <Button size="xs" variant="default" onClick={onGoOn}>
            Count what lies before
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

function Days({ answer }: Pick<BacktestAnswerProps, 'answer'>) {
  const days = daysOf(answer);
  const highest = Math.max(1, ...days.map(({ matched }) => matched));
  const told = days.map(({ date, matched }) => `${date}: ${matched}`).join(', ');
  return (
    <div>
      <div className={classes.bars} role="img" aria-label={`By day, in UTC. ${told}`}>
        {days.map(({ date, matched }) => (
          <div key={date} className={classes.day} title={`${date}: ${count(matched)}`}>
            <div
              className={classes.bar}
              style={{ height: matched === 0 ? 0 : `max(3px, ${(100 * matched) / highest}%)` }}
            />
          </div>
        ))}
      </div>
      <div className={classes.axis} aria-hidden>
        <span>{days[0]?.date}</span>
        <span>{days.length > 1 ? days.at(-1)?.date : ''}</span>
      </div>
    </div>
  );
}

interface ShareProps {
  readonly type: string;
  readonly matched: number;
  readonly whole: number;
}

function Share({ type, matched, whole }: ShareProps) {
  return (
    <div className={classes.share}>
      <span className={classes.type}>{type}</span>
      <span className={classes.ticket}>{count(matched)}</span>
      <div className={classes.track} aria-hidden>
        <div className={classes.fill} style={{ width: `${(100 * matched) / whole}%` }} />
      </div>
    </div>
  );
}

function Samples({ samples }: Pick<Backtest, 'samples'>) {
  const tenant = useTenant();
  if (samples.length === 0) return null;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        The latest of them
      </Text>
      <ul className={classes.list} aria-label="Events it would have fired on">
        {samples.map(({ eventId, type, ticketId, receivedAt }) => (
          <li key={eventId} className={classes.event}>
            <Anchor
              size="xs"
              className={classes.type ?? ''}
              renderRoot={(props) => (
                <Link to="/t/$tenant/events/$id" params={{ tenant, id: eventId }} {...props} />
              )}
            >
              {type}
            </Anchor>
            <span className={classes.ticket}>{ticketId === null ? '' : `#${ticketId}`}</span>
            <span className={classes.when}>
              <Instant at={receivedAt} />
            </span>
          </li>
        ))}
      </ul>
    </Stack>
  );
}

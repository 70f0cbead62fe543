import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import type { AnswerOf, Subscription } from '../../../api/types.js';
import { useMay } from '../../../app/use-session.js';
import { CopyButton } from '../../../ui/copy-button.js';
import { count, percent } from '../../../ui/format.js';
import { Instant } from '../../../ui/instant.js';
import { Card } from '../../../ui/card.js';
import { urlFigures } from './url-figures.js';
import classes from './urls-card.module.css';
import { useActions } from './use-actions.js';

interface UrlsCardProps {
  readonly tenant: string;
  readonly subscription: Subscription;
  readonly figures: AnswerOf<'getStats'> | undefined;
}

/** Where it sends to, and how each URL fares. */
export function UrlsCard({ tenant, subscription, figures }: UrlsCardProps) {
  const { urls, disabledUrls } = subscription;
  return (
    <Card title={urls.length === 1 ? 'URL' : `${urls.length} URLs`}>
      <ul className={classes.list}>
        {urls.map((url) => (
          <li key={url} className={classes.url}>
            <Group gap={4} wrap="nowrap" align="flex-start">
              <Text size="sm" ff="monospace" className={classes.address}>
                {url}
              </Text>
              <CopyButton value={url} what="URL" />
            </Group>
            <UrlState
              tenant={tenant}
              subscription={subscription}
              disabled={disabledUrls.find((one) => one.url === url)}
            />
            {figures !== undefined && <UrlFigures figures={figures} url={url} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function UrlFigures({ figures, url }: { readonly figures: AnswerOf<'getStats'>; readonly url: string }) {
  const { count: attempts, successes, lastAt, lastOutcome } = urlFigures(figures.items, url);
  return (
    <Text size="xs" c="dimmed">
      {lastAt === null ? (
        'No attempts in this time'
      ) : (
        <>
          {percent(successes, attempts)} of {count(attempts)} succeeded · last attempt <Instant at={lastAt} />
          {lastOutcome !== null && `, it ${lastOutcome}`}
        </>
      )}
    </Text>
  );
}

interface UrlStateProps extends Omit<UrlsCardProps, 'figures'> {
  readonly disabled: Subscription['disabledUrls'][number] | undefined;
}

function UrlState({ tenant, subscription, disabled }: UrlStateProps) {
  const mayConfigure = useMay('configure');
  const { setStatus } = useActions(tenant, subscription);
  if (disabled === undefined) return null;
  const others = subscription.disabledUrls.length - 1;
  return (
    <Stack gap={4} align="flex-start" className={classes.disabled}>
      <Text size="sm" component="div">
        <Badge color="red" variant="light" tt="none" mr={6}>
          Disabled
        </Badge>
        <Instant at={disabled.at} />: {disabled.reason}
      </Text>
      {mayConfigure && (
        <Button
          size="compact-sm"
          variant="default"
          loading={setStatus.isPending}
          onClick={() => setStatus.mutate('active')}
        >
          {others > 0 ? `Send to it again, and to the ${others} other disabled` : 'Send to it again'}
        </Button>
      )}
    </Stack>
  );
}

export const TABS = ['overview', 'test', 'preview', 'verify'] as const;
export type Tab = (typeof TABS)[number];

const WINDOWS = ['24h', '7d'] as const;
export type HealthWindow = (typeof WINDOWS)[number];

/** What the address of a subscription's page says. */
export interface DetailSearch {
  /** Absent: the overview. */
  readonly tab?: Exclude<Tab, 'overview'>;
  /** What the figures are of. Absent: 24 hours. */
  readonly window?: Exclude<HealthWindow, '24h'>;
  /** It has just been created: the page says what to do next, with the secret. */
  readonly created?: true;
}

/** Takes from an address what it may say; the rest is left out. */
export function detailSearch(search: Record<string, unknown>): DetailSearch {
  const tab = TABS.find((one) => one === search.tab);
  return {
    ...(tab === undefined || tab === 'overview' ? {} : { tab }),
    ...(search.window === '7d' ? { window: '7d' } : {}),
    ...(search.created === true || search.created === 'true' ? { created: true } : {}),
  };
}

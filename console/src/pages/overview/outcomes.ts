/** What can have become of a delivery, in the order in which charts stack them. */
export const OUTCOMES = [
  { key: 'delivered', label: 'Delivered', colour: 'green.6' },
  { key: 'open', label: 'Waiting or retrying', colour: 'orange.5' },
  { key: 'dead', label: 'Dead', colour: 'red.7' },
  { key: 'cancelled', label: 'Cancelled', colour: 'gray.5' },
] as const;

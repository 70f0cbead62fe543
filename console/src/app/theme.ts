import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const ink: MantineColorsTuple = [
  '#eef1ff',
  '#dde2fc',
  '#b9c1f4',
  '#929eed',
  '#7280e6',
  '#5d6de2',
  '#4f5fdc',
  '#4453d6',
  '#3745ae',
  '#2c388f',
];

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  colors: { ink },
  autoContrast: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  headings: { fontWeight: '650' },
  // Mantine's own has no name for those who cannot see the cross.
  components: {
    Modal: {
      defaultProps: { closeButtonProps: { 'aria-label': 'Close' } },
      styles: { title: { overflowWrap: 'anywhere' } },
    },
  },
});

/** What of Mantine's colours has less contrast than small text needs (WCAG 2.2, 1.4.3), replaced. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c636b',
    '--mantine-color-placeholder': '#6b7280',
    '--mantine-color-green-light-color': '#1f6b2e',
    '--mantine-color-orange-light-color': '#9c3a00',
    '--mantine-color-yellow-light-color': '#7a4a00',
    '--mantine-color-red-light-color': '#b32020',
    '--mantine-color-blue-light-color': '#17589a',
    '--mantine-color-red-text': '#c92a2a',
    '--mantine-color-error': '#c92a2a',
  },
  dark: {
    '--mantine-color-dimmed': '#a3a8ae',
    '--mantine-color-placeholder': '#9aa0a6',
    '--mantine-color-anchor': '#929eed',
    '--mantine-color-red-text': '#ff8787',
    '--mantine-color-error': '#ff8787',
  },
});

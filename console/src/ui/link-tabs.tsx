import { Link, useLocation, type LinkProps } from '@tanstack/react-router';
import classes from './link-tabs.module.css';

interface LinkTab {
  readonly label: string;
  readonly link: LinkProps;
  /** The path that the tab stands for; pages below it belong to it, unless a longer one fits. */
  readonly path: string;
}

/** The pages of an area as tabs that are links: they have addresses, and a browser's back goes back. */
export function LinkTabs({ label, tabs }: { readonly label: string; readonly tabs: readonly LinkTab[] }) {
  const { pathname } = useLocation();
  const fitting = tabs.filter(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
  const active = fitting.sort((a, b) => b.path.length - a.path.length)[0];
  return (
    <nav aria-label={label} className={classes.root}>
      {tabs.map((tab) => (
        <Link
          key={tab.label}
          {...tab.link}
          className={classes.tab}
          data-active={tab === active}
          aria-current={tab === active ? 'page' : undefined}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}

import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { goOnWhenEnded } from './app/go-on-when-ended.js';
import { reloadWhenUpgraded } from './app/reload-when-upgraded.js';
import { Providers } from './app/providers.js';
import { shareStyleNonce } from './app/style-nonce.js';

shareStyleNonce();
goOnWhenEnded();
reloadWhenUpgraded();
const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <Providers />
    </StrictMode>,
  );

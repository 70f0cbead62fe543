import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { leaveWhenEnded } from './app/leave-when-ended.js';
import { Providers } from './app/providers.js';
import { shareStyleNonce } from './app/style-nonce.js';

shareStyleNonce();
leaveWhenEnded();
const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <Providers />
    </StrictMode>,
  );

import './styles/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { queryClient } from './query-client.js';
import { takeLinkToken } from './links/link-token.js';
import { followOtherTabs } from './session/session.js';
import { t } from './texts/index.js';
import { Announcer } from './ui/announcer.js';
import { Toaster } from './ui/toaster.js';

document.documentElement.lang = t.language;
followOtherTabs(queryClient);
takeLinkToken();
window.addEventListener('hashchange', takeLinkToken);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <App />
      <Announcer />
      <Toaster />
    </QueryClientProvider>
  </StrictMode>,
);

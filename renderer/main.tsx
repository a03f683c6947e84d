import './zod-without-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { findBridge } from './bridge/bridge.ts';
import { Root } from './Root.tsx';
import { createSeatClient } from './seat/seat-client.ts';
import './style/base.css';
import './style/desk.css';
import './style/not-delivered.css';
import './style/waiting.css';
import './style/outage.css';
import './style/panels.css';
import './style/dialogs.css';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
const place = document.getElementById('root');
if (place !== null) {
  createRoot(place).render(
    <StrictMode>
      <Root client={createSeatClient(findBridge())} nonce={nonce} />
    </StrictMode>,
  );
  // A hundred descriptions of the fallback face: nothing that is painted first waits for them.
  requestAnimationFrame(() => void import('./style/fonts.css'));
}

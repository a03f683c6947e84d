import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { TlsPair } from './listener.ts';
import type { TlsFiles } from './options.ts';

type ReadPair = { readonly ok: true; readonly value: TlsPair } | { readonly ok: false; readonly detail: string };

/** The pair, tried before anything relies on it: a certificate of another key must not take the place of one that works. */
export function readTlsPair({ certFile, keyFile }: TlsFiles): ReadPair {
  try {
    const pair = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
    createSecureContext(pair);
    return { ok: true, value: pair };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return { ok: false, detail: code || 'unreadable' };
  }
}

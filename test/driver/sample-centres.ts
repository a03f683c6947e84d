import type { Centre } from '../../shared/entities/centre.ts';

/** Two centres that send to each other. */
export const sampleCentres = {
  hotline: {
    id: 'xz-12345',
    kind: '12345',
    tier: 'city',
    name: '忻州市12345',
    phone: '12345',
    numberPrefix: 'GD',
    counterpartId: 'xz-110',
  },
  police: {
    id: 'xz-110',
    kind: '110',
    tier: 'city',
    name: '忻州市110',
    phone: '110',
    numberPrefix: 'JD',
    counterpartId: 'xz-12345',
  },
} satisfies Record<string, Centre>;

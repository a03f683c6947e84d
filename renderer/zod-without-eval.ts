import { z } from 'zod';

// The content policy forbids `eval`, and a schema decides while it is being made whether to use it: the first import of all.
z.config({ jitless: true });

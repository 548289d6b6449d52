import type { z } from 'zod';
import type { accountRow } from '../registry-model.ts';

export type Account = z.infer<typeof accountRow>;

import { configSchema } from '../../src/operation/config.ts';

/** Files come to rest as soon as the settings allow. */
export const quickConfig = configSchema.parse({ settleMs: 100 });

import type { Config } from '../operation/config.ts';
import { recordSettings } from '../store/audit-log.ts';
import type { Store } from '../store/store.ts';

/** Puts the settings that decide what is accepted, and who is let in, on record where they changed. */
export const putSettingsOnRecord = (
  store: Store,
  { targetErrorRate, leaseMs, url, oidcIssuer, perturbation }: Config,
): Promise<void> =>
  recordSettings(store, {
    targetErrorRate,
    leaseMs,
    url: url ?? null,
    oidcIssuer: oidcIssuer ?? null,
    perturbation: perturbation ?? null,
  });

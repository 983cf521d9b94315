import { operationNames } from '../services';
import type { ChaosPlan } from './chaos';

/** A part of a chaos specification that is not understood: said to the person who wrote it. */
export class ChaosSpecError extends Error {}

const FORM = /^(\*|\w+)\.(throttle|internal|unavailable|cut|slow)=([\d.]+)(?::(\d+))?$/;
const EXAMPLE =
  'seed=7,ListApps.throttle=0.2,*.slow=0.1:800 (rates from 0 to 1 of throttle, internal, unavailable, cut, and slow with milliseconds)';

/**
 * Reads a plan of one line: `seed=7,ListApps.throttle=0.2,*.slow=0.1:800`. Without `seed` it is 1.
 * Throws a ChaosSpecError that names the part that is not understood.
 */
export function chaosPlan(text: string): ChaosPlan {
  const plan: ChaosPlan = { seed: 1, rates: {} };
  for (const part of text.split(',').map((piece) => piece.trim())) {
    const seed = /^seed=(\d+)$/.exec(part);
    if (seed) {
      plan.seed = Number(seed[1]);
      continue;
    }
    const [, operation, fault, rateText, milliseconds] = FORM.exec(part) ?? [];
    const rate = Number(rateText);
    if (!operation || !fault || !(rate >= 0 && rate <= 1) || (fault === 'slow') !== (milliseconds !== undefined)) {
      throw new ChaosSpecError(`${JSON.stringify(part)} is not understood; it takes e.g. ${EXAMPLE}`);
    }
    if (operation !== '*' && !operationNames.includes(operation)) {
      throw new ChaosSpecError(`there is no operation ${operation}`);
    }
    const value = fault === 'slow' ? { rate, milliseconds: Number(milliseconds) } : rate;
    plan.rates[operation] = { ...plan.rates[operation], [fault]: value };
  }
  return plan;
}

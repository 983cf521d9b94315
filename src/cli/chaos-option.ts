import { UsageError } from './host';

/** As the emulator takes it; written here so that the option's text has one reader. */
export interface ChaosPlan {
  seed: number;
  rates: Record<string, Rates>;
}

interface Rates {
  throttle?: number;
  internal?: number;
  unavailable?: number;
  cut?: number;
  slow?: { rate: number; milliseconds: number };
}

const FORM = /^(\*|[A-Z]\w+)\.(throttle|internal|unavailable|cut|slow)=([\d.]+)(?::(\d+))?$/;

/** Reads `seed=7,ListApps.throttle=0.2,*.slow=0.1:800`; throws a UsageError that names the part that is not understood. */
export function chaosOption(text: string): ChaosPlan {
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
      throw new UsageError(
        `--chaos does not understand ${JSON.stringify(part)}; it takes e.g. seed=7,ListApps.throttle=0.2,*.slow=0.1:800 (rates from 0 to 1; throttle, internal, unavailable, cut, and slow with milliseconds)`,
      );
    }
    const value = fault === 'slow' ? { rate, milliseconds: Number(milliseconds) } : rate;
    plan.rates[operation] = { ...plan.rates[operation], [fault]: value };
  }
  return plan;
}

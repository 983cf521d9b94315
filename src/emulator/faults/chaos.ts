import { ServiceError } from '../errors';

/** How often, from 0 to 1, each fault happens to an operation; `slow` also for how many milliseconds. */
export interface Rates {
  /** ThrottlingException "Rate exceeded", as seen from SageMaker (fact sheet, section 4). */
  throttle?: number | undefined;
  /** InternalFailure with HTTP 500. */
  internal?: number | undefined;
  /** ServiceUnavailable with HTTP 503. */
  unavailable?: number | undefined;
  slow?: { rate: number; milliseconds: number } | undefined;
  /** The connection is cut in the middle of the answer. */
  cut?: number | undefined;
}

export interface ChaosPlan {
  seed: number;
  /** By operation name; `*` for every operation, as far as its own name does not say otherwise. */
  rates: Record<string, Rates>;
}

export interface Fault {
  error?: ServiceError;
  delay: number;
  cut: boolean;
}

/** Faults on demand: the same seed and the same calls in the same order give the same faults. */
export class Chaos {
  #state: number;

  constructor(private readonly plan: ChaosPlan) {
    this.#state = plan.seed >>> 0;
  }

  /** What befalls the next call of that operation. */
  next(operation: string): Fault {
    const rates: Rates = { ...this.plan.rates['*'], ...this.plan.rates[operation] };
    // One number a fault, drawn whether it is needed or not, so that changing one rate does not shift the others.
    const [throttle, internal, unavailable, slow, cut] = [
      this.#draw(),
      this.#draw(),
      this.#draw(),
      this.#draw(),
      this.#draw(),
    ];
    const fault: Fault = {
      delay: slow < (rates.slow?.rate ?? 0) ? (rates.slow?.milliseconds ?? 0) : 0,
      cut: cut < (rates.cut ?? 0),
    };
    if (throttle < (rates.throttle ?? 0))
      return { ...fault, error: new ServiceError('ThrottlingException', 'Rate exceeded') };
    if (internal < (rates.internal ?? 0)) return { ...fault, error: new ServiceError('InternalFailure', '', 500) };
    if (unavailable < (rates.unavailable ?? 0)) {
      return { ...fault, error: new ServiceError('ServiceUnavailable', 'Service is unavailable', 503) };
    }
    return fault;
  }

  /** mulberry32: small, and good enough to spread faults. From 0 up to, not including, 1. */
  #draw(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
}
